import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/connection-refused',
  title: 'Nothing listens on the receiver’s port 25',
  expects: { stages: ['connect'] },
  shape: (v) => ({ rttMs: v.pick([28, 45, 120]) }),
  async set({ v, other, plan, argv }) {
    await other()
    return {
      control: async () => undefined,
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'connect', how: 'errno', text: /ECONNREFUSED/ },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
