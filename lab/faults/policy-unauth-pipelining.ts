import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'policy/unauth-pipelining-rejected',
  title: 'A sender writes its commands in one go to a server that did not announce PIPELINING',
  expects: { stages: ['mail', 'rcpt', 'data', 'ehlo'] },
  async set({ v, mx, world, rcpt, postfix, exim, plan, session, argv, symptom }) {
    const how = v.pick(['postfix-restriction', 'postfix-forbid', 'exim'])
    // Exim's own extension PIPECONNECT allows it.
    if (how === 'exim') await exim({ settings: ['pipelining_connect_advertise_hosts ='] })
    else
      await postfix({
        settings:
          how === 'postfix-forbid'
            ? { smtpd_forbid_unauth_pipelining: 'yes' }
            : { smtpd_sender_restrictions: 'reject_unauth_pipelining', smtpd_delay_reject: 'no' },
      })
    // Postfix's restriction minds senders without EHLO only; the younger setting and Exim mind what stands behind EHLO.
    const hasty = how === 'postfix-restriction' ? plan({ helo: true, pipelining: true }) : plan({ hasty: true })
    const end = await session(hasty)
    return {
      control: plan(),
      faulty: hasty,
      dies: { stage: ['ehlo', 'mail', 'rcpt'], how: 'reply', text: /^[45]/ },
      argv: argv(
        '--rcpt',
        rcpt,
        // What this very server said to the hasty sender, as that sender’s MTA would log it.
        ...symptom(
          v.pick([
            `to=<${rcpt}>, relay=${mx}[${world.receiverAddress()}]:25, dsn=5.5.0, status=bounced (host ${mx}[${world.receiverAddress()}] said: ${end.text} (in reply to ${end.stage === 'ehlo' ? 'EHLO' : 'MAIL FROM'} command))`,
            `smtplib.SMTPSenderRefused: (${end.text.slice(0, 3)}, b'${end.text.slice(4)}', 'bounce@${v.senderDomain}')`,
          ]),
        ),
      ),
    }
  },
})
