import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'receiver/milter-or-policy-down',
  title: 'The receiver’s milter or policy service is not there',
  expects: { stages: ['mail', 'rcpt', 'dot', 'banner'] },
  async set({ v, rcpt, postfix, plan, argv }) {
    await postfix({
      settings: v.pick([
        { smtpd_milters: 'inet:127.0.0.1:9' },
        { smtpd_recipient_restrictions: 'check_policy_service inet:127.0.0.1:9' },
      ] as [Record<string, string>, Record<string, string>]),
    })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ patienceMs: 8000 }),
      dies: { stage: ['mail', 'rcpt', 'ehlo'], how: 'reply', text: /^451/ },
      argv: argv('--rcpt', rcpt),
    }
  },
})
