import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/required-not-offered',
  title: 'The sender demands TLS and the receiver has never had it',
  expects: { stages: ['ehlo', 'starttls'], alsoRight: ['sender/tls-policy-too-strict'] },
  async set({ v, server, other, plan, argv }) {
    await Promise.all([server(), other()])
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'ehlo', how: 'reply', text: /not offered/ },
      argv: argv('--tls', 'require', ...v.pick([[], ['--rcpt', `${v.mailbox}@${v.domain}`]])),
    }
  },
})
