import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/sender-authentication',
  title: 'SPF, DKIM or DMARC failed, and the receiver says so',
  expects: { stages: ['mail', 'rcpt', 'dot'] },
  async set({ v, peer, plan, argv, rcpt, from }) {
    const text = v.pick([
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
      `550 5.7.26 Unauthenticated email from ${from} is not accepted due to domain's DMARC policy`,
      `550 5.7.1 SPF check failed: ${from} is not allowed to send from this address`,
      '554 5.7.5 Permanent error evaluating DMARC policy',
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
