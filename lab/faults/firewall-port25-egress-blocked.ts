import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'firewall/port25-egress-blocked',
  title: 'A router on our side drops everything to port 25',
  expects: { stages: ['connect'] },
  async set({ world, v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    return {
      control: plan({ upTo: 'banner' }),
      strike: () => world.rule('near', '-A FORWARD -p tcp --dport 25 -j DROP'),
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'connect', how: 'silent' },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
