import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'healthy/slow-handshake',
  title: 'The receiver takes a second or two for its part of the handshake',
  expects: {},
  async set({ v, peer, certificate, plan, argv }) {
    const { chainText, keyText } = await certificate()
    await peer({ tls: { cert: chainText, key: keyText }, at: { tls: { do: 'usual', delayMs: v.between(1200, 2800) } } })
    return { faulty: plan({ tls: 'starttls' }), argv: argv() }
  },
})
