import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/ordinary',
  title: 'Nothing is wrong',
  expects: {},
  async set({ rcpt, server, certificate, plan, argv }) {
    await server({ certificate: await certificate() })
    return { faulty: plan({ tls: 'starttls' }), argv: argv('--rcpt', rcpt) }
  },
})
