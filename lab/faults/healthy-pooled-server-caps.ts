import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/server-caps-messages',
  title: 'The server closes after one message on a connection',
  expects: {},
  async set({ peer, plan, sending }) {
    await peer({ limits: { messages: { count: 1, reply: '421 4.7.0 Too many messages on this connection' } } })
    return { faulty: plan({ upTo: 'dot' }), argv: sending(2000) }
  },
})
