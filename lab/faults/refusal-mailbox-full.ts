import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/mailbox-full',
  title: 'The mailbox is full',
  expects: { stages: ['rcpt', 'dot'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const text = v.pick([
      '452 4.2.2 Mailbox full',
      '552 5.2.2 The email account that you tried to reach is over quota',
      `452 4.2.2 <${rcpt}>: Quota exceeded (mailbox for user is full)`,
    ])
    await peer({ at: { rcpt: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: 'rcpt', how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
