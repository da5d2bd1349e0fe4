import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/recipient-disabled',
  title: 'The mailbox is suspended',
  expects: { stages: ['rcpt', 'dot'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const text = v.pick([
      '550 5.2.1 The email account that you tried to reach is disabled',
      '550 5.2.1 Mailbox disabled, not accepting messages',
      '554 5.7.1 This account has been suspended',
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
