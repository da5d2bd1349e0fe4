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
      await exim({
        rcptAcl: [
          'deny condition = ${lookup dnsdb{defer_never,mxh=$sender_address_domain}{no}{yes}}',
          `     message = ${v.pick(['550 5.1.8 Sender domain does not exist', '450 4.1.8 Domain of sender address $sender_address does not resolve'])}`,
        ],
      })
    }
    return {
      faulty: plan({ from }),
      dies: { stage: ['mail', 'rcpt'], how: 'reply' },
      argv: [v.domain, '--ehlo', ehlo, '--from', from, '--rcpt', rcpt],
    }
  },
})
