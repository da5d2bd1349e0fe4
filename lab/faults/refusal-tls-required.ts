import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'refusal/tls-required',
  title: 'The receiver takes mail only inside TLS, and the sender uses none',
  expects: { stages: ['mail', 'ehlo', 'rcpt'] },
  async set({ rcpt, postfix, certificate, plan, argv }) {
    await postfix({ certificate: await certificate(), settings: { smtpd_tls_security_level: 'encrypt' } })
    return {
      control: plan({ tls: 'starttls' }),
      faulty: plan(),
      dies: { stage: 'mail', how: 'reply', text: /STARTTLS/ },
      argv: argv('--rcpt', rcpt, '--tls', 'none'),
    }
  },
})
