import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/source-banned-by-firewall',
  title: 'The receiver’s firewall drops or refuses our address alone',
  // A balancer that chooses by address and hands ours to a dead member does the same.
  expects: { stages: ['connect'], standing: 'possible' },
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset', 'REJECT --reject-with icmp-port-unreachable'])
    return {
      control: plan({ upTo: 'banner' }),
      strike: () =>
        world.rule(
          'receiver',
          `-A INPUT -p tcp --dport 25 -s ${world.senderAddress()} -d ${v.net.receiver}.0/24 -j ${target}`,
        ),
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
