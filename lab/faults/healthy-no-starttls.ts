import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/no-starttls',
  title: 'A server without TLS, and a sender that does not demand it',
  expects: {},
  async set({ rcpt, server, plan, argv }) {
    await server()
    return { faulty: plan(), argv: argv('--rcpt', rcpt) }
  },
})
