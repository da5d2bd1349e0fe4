import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/slow-scan',
  title: 'The answer to the message comes after some seconds of scanning',
  expects: {},
  async set({ v, exim, plan, sending }) {
    await exim({ dataAcl: [`warn delay = ${v.between(4, 8)}s`] })
    return { faulty: plan({ upTo: 'dot', patienceMs: 15_000 }), argv: sending(2000) }
  },
})
