import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'timeout/receiver-session-cap',
  title: 'The receiver ends sessions of a certain age, however busy, and says so',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, rcpt, peer, plan, argv }) {
    const text = v.pick([
      '421 4.4.2 Connection time limit exceeded, closing transmission channel',
      '421 4.7.0 Maximum session duration reached',
      '421 4.3.2 Session lifetime exceeded, please reconnect',
      '421 4.4.2 total session time is over, goodbye',
    ])
    const then = v.pick(['close', 'reset'])
    await peer({ at: { [v.pick(['mail', 'rcpt'])]: { do: 'reply', text, then, delayMs: v.between(2_000, 8_000) } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan(),
      dies: { stage: ['mail', 'rcpt'], how: ['reply', 'fin', 'rst'] },
      argv: argv('--rcpt', rcpt),
    }
  },
})
