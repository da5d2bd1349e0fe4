import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/container-or-host-firewall-egress',
  title: 'Our own host’s firewall keeps port 25 in',
  expects: { stages: ['connect'] },
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    const target = v.pick(['DROP', 'REJECT --reject-with tcp-reset', 'REJECT --reject-with icmp-admin-prohibited'])
    return {
      control: plan({ upTo: 'banner' }),
      strike: () => world.rule('sender', `-A OUTPUT -p tcp --dport 25 -j ${target}`),
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: ['silent', 'errno'] },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
