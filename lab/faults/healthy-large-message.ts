import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/large-message',
  title: 'A megabyte and more, delivered',
  expects: {},
  shape: (v) => ({ rttMs: v.pick([6, 14, 28]) }),
  async set({ v, server, certificate, plan, sending }) {
    await server({ certificate: await certificate() })
    const bytes = v.between(8, 16) * 100_000
    return { faulty: plan({ upTo: 'dot', bytes, tls: 'starttls', patienceMs: 20_000 }), argv: sending(bytes) }
  },
})
