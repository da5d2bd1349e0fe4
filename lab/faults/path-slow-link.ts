import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'path/slow-link-vs-deadline',
  title: 'A slow line cannot bring the message through before the receiver’s deadline',
  expects: { stages: ['body', 'dot'] },
  shape: (v) => ({ rateBytes: v.between(18, 30) * 1000 }),
  async set({ postfix, plan, sending, v }) {
    const seconds = v.between(6, 9)
    await postfix({
      settings: { smtpd_timeout: `${seconds}s`, smtpd_per_request_deadline: 'yes', smtpd_min_data_rate: '1000000' },
    })
    const session = plan({ upTo: 'dot', patienceMs: 30_000 })
    return {
      control: { ...session, bytes: 20_000 },
      faulty: { ...session, bytes: 450_000 },
      dies: { stage: ['body', 'dot'], how: ['reply', 'rst', 'fin'] },
      argv: sending(450_000),
    }
  },
})
