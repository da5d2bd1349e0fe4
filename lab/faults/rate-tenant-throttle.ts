import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'rate/tenant-or-provider-throttle',
  title: 'A large provider is busy and throttles everybody of our kind',
  expects: {
    stages: ['mail', 'rcpt', 'banner'],
    alsoRight: ['policy/reputation-announced', 'rate/message-rate-limit'],
  },
  async set({ v, rcpt, peer, plan, argv }) {
    const text = v.pick([
      '451 4.7.500 Server busy. Please try again later from [192.0.2.7]. (AS7705) [PROD.example 2026]',
      '451 4.7.651 Server busy. Please retry later. Tenant attribution throttled',
      '450 4.7.232 Your message cannot be sent because your tenant has exceeded its limit for external recipients. AS(42007)',
    ])
    await peer({ at: { [v.pick(['mail', 'rcpt'])]: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: ['mail', 'rcpt'], how: 'reply' },
      argv: argv('--rcpt', rcpt),
    }
  },
})
