import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/port25-egress-rejected',
  title: 'A router on our side refuses port 25 to every destination',
  expects: { stages: ['connect'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 90]) }),
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    const how = v.pick(['tcp-reset', 'icmp-admin-prohibited', 'icmp-host-prohibited'])
    return {
      control: plan({ upTo: 'banner' }),
      strike: () => world.rule('near', `-A FORWARD -p tcp --dport 25 -j REJECT --reject-with ${how}`),
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'connect', how: 'errno' },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
