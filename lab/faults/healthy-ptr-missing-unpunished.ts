import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/ptr-missing-unpunished',
  title: 'We have no PTR, and nobody minds',
  expects: {},
  names: () => ({ senderPtr: undefined }),
  async set({ rcpt, server, plan, argv }) {
    await server()
    return { faulty: plan(), argv: argv('--rcpt', rcpt) }
  },
})
