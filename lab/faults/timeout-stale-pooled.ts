import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'timeout/stale-pooled-connection',
  title: 'The server ends idle connections soon; a pool writes to one that it still believes alive',
  expects: {
    stages: ['mail', 'idle'],
    standing: 'possible',
    alsoRight: ['timeout/receiver-idle-timeout', 'firewall/nat-idle-expiry'],
  },
  async set({ v, rcpt, postfix, exim, plan, argv, symptom }) {
    const seconds = v.between(3, 5)
    if (v.pick(['postfix', 'exim']) === 'postfix') await postfix({ settings: { smtpd_timeout: `${seconds}s` } })
    else await exim({ settings: [`smtp_receive_timeout = ${seconds}s`] })
    const words = v.pick([
      'Error: Connection closed unexpectedly (nodemailer, pool: true), code ECONNRESET, command MAIL FROM',
      'java.net.SocketException: Broken pipe while sending on a reused connection from the SMTP pool',
      'reused SMTP connection: write: connection reset by peer (MAIL FROM after 6 minutes in the pool)',
    ])
    return {
      control: plan({ upTo: 'quit' }),
      faulty: plan({ pauses: { mail: (seconds + 2) * 1000 } }),
      dies: { stage: 'mail', how: ['reply', 'fin', 'rst'] },
      argv: argv('--rcpt', rcpt, ...symptom(words)),
    }
  },
})
