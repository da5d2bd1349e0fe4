import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/auth-required',
  title: 'The server wants a login first',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const text = v.pick([
      '530 5.7.0 Authentication required',
      '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
      '550 5.7.1 Authentication is required to send mail',
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
