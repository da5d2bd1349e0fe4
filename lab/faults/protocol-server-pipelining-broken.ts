import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'protocol/server-pipelining-broken',
  title: 'The server offers PIPELINING and reads one command from each segment',
  expects: { stages: ['mail', 'rcpt', 'data'] },
  async set({ rcpt, peer, plan, argv }) {
    await peer({ keywords: ['PIPELINING', 'SIZE 20480000', '8BITMIME'], flow: { losesPipelined: true } })
    return {
      control: plan(),
      faulty: plan({ pipelining: true, patienceMs: 3000 }),
      dies: { stage: ['mail', 'rcpt'], how: 'silent' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
