import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/restart-or-shutdown',
  title: 'The server says that it is shutting down',
  expects: { stages: ['banner', 'mail', 'rcpt', 'ehlo'] },
  async set({ v, mx, rcpt, peer, plan, argv }) {
    const text = v.pick([
      `421 4.3.2 ${mx} Service shutting down and closing channel`,
      `421 ${mx}: SMTP service not available, closing connection - server is shutting down`,
      `421 4.3.2 System going down for maintenance, closing transmission channel`,
    ])
    await peer({ at: { [v.pick(['banner', 'mail', 'ehlo'])]: { do: 'reply', text, then: 'close' } } })
    return {
      faulty: plan(),
      dies: { stage: ['banner', 'mail', 'ehlo'], how: 'reply', text: /^421/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
