import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/loss',
  title: 'The path loses some packets in a hundred, and TCP copes',
  expects: {},
  shape: (v) => ({ lossPercent: v.between(3, 8), rttMs: v.pick([14, 28, 45]) }),
  async set({ v, server, plan, sending }) {
    await server()
    const bytes = v.between(20, 60) * 1000
    return { faulty: plan({ upTo: 'dot', bytes, patienceMs: 20_000 }), argv: sending(bytes) }
  },
})
