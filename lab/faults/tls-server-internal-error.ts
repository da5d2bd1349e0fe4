import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'tls/server-internal-error',
  title: 'OpenSMTPD 6.8 linked with OpenSSL 3 answers every ClientHello with alert 80',
  expects: { stages: ['tls'], alsoRight: ['tls/server-cert-unusable'] },
  async set({ opensmtpd, certificate, plan, argv }) {
    await opensmtpd({ certificate: await certificate() })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'tls', tls: 'starttls' }),
      dies: { stage: 'tls', how: 'tls', text: /internal error/ },
      argv: argv(),
    }
  },
})
