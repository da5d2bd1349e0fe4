import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/client-cert-required',
  title: 'The receiver takes mail only with a client certificate',
  expects: { stages: ['tls', 'ehlo', 'mail', 'rcpt'] },
  async set({ postfix, certificate, plan, argv }) {
    await postfix({
      certificate: await certificate({ key: 'rsa2048' }),
      settings: {
        smtpd_tls_security_level: 'encrypt',
        smtpd_tls_req_ccert: 'yes',
        smtpd_tls_CAfile: '/etc/ssl/lab.pem',
      },
    })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'rcpt', tls: 'starttls' }),
      dies: { stage: ['tls', 'ehlo', 'mail', 'rcpt'], how: ['reply', 'tls', 'fin', 'rst'] },
      argv: argv(),
    }
  },
})
