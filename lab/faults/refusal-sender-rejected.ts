import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/sender-rejected',
  title: 'This sender address is refused',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, peer, plan, argv, rcpt, from }) {
    const text = v.pick([
      `554 5.7.1 <${from}>: Sender address rejected: Access denied`,
      '550 5.1.8 Sender rejected, access denied, bad outbound sender',
      '553 5.7.1 Sender address blocked by administrator',
    ])
    await peer({ at: { mail: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: 'mail', how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
