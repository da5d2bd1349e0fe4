import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'policy/outdated-exchange-throttled',
  title: 'Exchange Online throttles an Exchange server without updates',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, peer, plan, argv, rcpt }) {
    const minutes = v.between(5, 55)
    const text = v.pick([
      `450 4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online throttled for ${minutes} mins/hr.`,
      `450 4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online blocked for ${minutes} mins/hr.`,
      '550 5.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online blocked.',
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
