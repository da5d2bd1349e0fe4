import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/hung',
  title: 'The server stops answering at one command',
  expects: { stages: ['ehlo', 'mail', 'rcpt'], standing: 'possible' },
  async set({ v, rcpt, peer, plan, argv }) {
    await peer({ at: { [v.pick(['ehlo', 'mail', 'rcpt'])]: { do: 'silent' }, helo: { do: 'silent' } } })
    return {
      control: plan({ upTo: 'banner' }),
      faulty: plan({ patienceMs: 3000 }),
      dies: { stage: ['ehlo', 'mail', 'rcpt'], how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
