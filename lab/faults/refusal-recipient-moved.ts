import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/recipient-moved',
  title: 'The mailbox has moved',
  expects: { stages: ['rcpt'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const text = v.pick([
      '551 5.1.6 Recipient has moved; please try <new@elsewhere.example>',
      '550 5.1.6 Destination mailbox has moved, no forwarding address',
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
