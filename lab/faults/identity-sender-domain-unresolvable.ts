import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'identity/sender-domain-unresolvable',
  title: 'The domain of our envelope sender does not resolve',
  expects: { stages: ['mail', 'rcpt'] },
  async set({ v, postfix, exim, plan, rcpt, ehlo }) {
    const from = `news@${v.pick(['crm-prod.internal-lan', 'no-such-campaign.example', 'web01.localdomain'])}`
    if (v.pick(['postfix', 'exim']) === 'postfix') {
      await postfix({ settings: { smtpd_sender_restrictions: 'reject_unknown_sender_domain' } })
    } else {
      await exim({ rcptAcl: ['require verify = sender', '        message = Sender verify failed'], settings: [] })
    }
    return {
      faulty: plan({ from }),
      dies: { stage: ['mail', 'rcpt'], how: 'reply' },
      argv: [v.domain, '--ehlo', ehlo, '--from', from, '--rcpt', rcpt],
    }
  },
})
