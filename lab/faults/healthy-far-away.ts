import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/far-away',
  title: 'A receiver behind a satellite: 600 ms and more',
  expects: {},
  shape: (v) => ({ rttMs: v.between(500, 750) }),
  async set({ rcpt, server, certificate, plan, argv }) {
    await server({ certificate: await certificate() })
    return { faulty: plan({ patienceMs: 20_000 }), argv: argv('--rcpt', rcpt) }
  },
})
