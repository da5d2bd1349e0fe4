import { defineFault } from '../fault.ts'
import type { Variation } from '../variation.ts'
import { mxHost } from '../zones.ts'

/** An address of a private block that the lab's own networks never use. */
function leaked(v: Variation): string {
  return `192.168.${(v.seed % 200) + 1}.25`
}

export default defineFault({
  realises: 'dns/mx-private-address',
  title: 'The public zone names the address that the MX host has inside its own network',
  // From a sender with a private address of its own (two of three worlds) the address could be routed inside a company.
  expects: { stages: ['connect'], alsoRight: ['path/syn-not-answered', 'path/host-unreachable'] },
  names: (world) => ({ hosts: { [mxHost(world)]: [leaked(world.variation)] } }),
  async set({ world, v, server, plan, argv }) {
    await server()
    const verdict = v.pick(['DROP', 'REJECT --reject-with icmp-net-unreachable'])
    return {
      control: plan({ upTo: 'banner' }),
      strike: () => world.rule('near', `-A FORWARD -d ${leaked(v)} -j ${verdict}`),
      faulty: plan({ host: leaked(v), upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv(),
    }
  },
})
