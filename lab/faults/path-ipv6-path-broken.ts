import { defineFault } from '../fault.ts'
import { mxHost } from '../zones.ts'

export default defineFault({
  realises: 'path/ipv6-path-broken',
  title: 'The MX has an IPv6 address that our packets never reach, and we are told to use IPv6',
  expects: { stages: ['connect'], alsoRight: ['path/syn-not-answered'] },
  names: (world) => ({ hosts: { [mxHost(world)]: [world.receiverAddress(), world.receiverAddress6()] } }),
  async set({ world, exim, plan, argv }) {
    await exim({ moreAddresses: [world.receiverAddress6()] })
    const session = plan({ host: world.receiverAddress6(), upTo: 'banner', patienceMs: 3000 })
    return {
      control: session,
      strike: () => world.rule('far', '-A FORWARD -p tcp -j DROP', 6),
      faulty: session,
      dies: { stage: 'connect', how: 'silent' },
      argv: argv('--ipv6'),
    }
  },
})
