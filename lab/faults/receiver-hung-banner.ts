import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/hung',
  title: 'The kernel accepts, the server never speaks',
  expects: { stages: ['banner'], standing: 'possible', alsoRight: ['receiver/accept-queue-full'] },
  async set({ v, other, peer, plan, argv }) {
    await Promise.all([other(), peer({ at: { connect: { do: 'silent' } } })])
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv('--compare', v.otherDomain),
    }
  },
})
