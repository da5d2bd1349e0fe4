import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'timeout/tarpit',
  title: 'The receiver delays every command by seconds, longer than the sender waits',
  expects: { stages: ['ehlo', 'mail', 'rcpt', 'data'], alsoRight: ['timeout/client-timeout-too-short'] },
  async set({ rcpt, v, peer, plan, argv }) {
    const ms = v.between(5, 7) * 1000
    await peer({ flow: { tarpitMs: ms } })
    return {
      control: plan({ patienceMs: 12_000, upTo: 'ehlo' }),
      faulty: plan({ patienceMs: 3000 }),
      dies: { stage: ['ehlo', 'mail', 'rcpt', 'banner'], how: 'silent' },
      argv: argv('--rcpt', rcpt, '--timeout', 'ehlo=4', '--timeout', 'mail=4', '--timeout', 'rcpt=4'),
    }
  },
})
