import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/tls10-disabled',
  title: 'A server that speaks TLS 1.3 only, to a sender that does too',
  expects: {},
  async set({ postfix, certificate, plan, argv }) {
    await postfix({ certificate: await certificate(), settings: { smtpd_tls_protocols: '>=TLSv1.3' } })
    return { faulty: plan({ upTo: 'tls', tls: 'starttls' }), argv: argv() }
  },
})
