import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/container-or-host-firewall-egress',
  title: 'Our own host’s firewall lets our segments out and drops the answers',
  expects: { stages: ['connect'] },
  async set({ world, v, server, plan, argv }) {
    await server()
    const rules = v.pick<readonly string[]>([
      ['-A INPUT -p tcp --sport 25 -j DROP'],
      [
        '-A INPUT -i lo -j ACCEPT',
        '-A INPUT -p udp --sport 53 -j ACCEPT',
        '-A INPUT -p icmp -j ACCEPT',
        '-P INPUT DROP',
      ],
      ['-t mangle -A PREROUTING -p tcp -m multiport --sports 25,465,587 -j DROP'],
    ])
    return {
      control: plan({ upTo: 'banner' }),
      strike: async () => {
        for (const rule of rules) await world.rule('sender', rule)
      },
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: 'silent' },
      argv: argv(),
    }
  },
})
