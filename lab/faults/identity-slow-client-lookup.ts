import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/receiver-slow-client-lookup',
  title: 'The receiver looks up our address before its banner and our reverse zone is dead',
  expects: { stages: ['banner'], standing: 'possible', alsoRight: ['timeout/client-timeout-too-short'] },
  names: () => ({ reverseServed: 'dead' }),
  async set({ world, exim, plan, argv, symptom, mx }) {
    await exim({})
    return {
      faulty: plan({ upTo: 'banner', patienceMs: 3000 }),
      dies: { stage: 'banner', how: 'silent' },
      argv: argv(
        ...symptom(
          `status=deferred (conversation with ${mx}[${world.receiverAddress()}] timed out while receiving the initial server greeting)`,
        ),
      ),
    }
  },
})
