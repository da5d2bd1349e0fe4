import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'timeout/content-filter-slow',
  title: 'The receiver’s content scan answers later than the sender waits',
  expects: { stages: ['dot'], alsoRight: ['timeout/client-timeout-too-short'] },
  async set({ v, exim, plan, sending }) {
    const seconds = v.between(9, 12)
    await exim({ dataAcl: [`warn delay = ${seconds}s`] })
    return {
      control: plan({ upTo: 'dot', patienceMs: 20_000 }),
      faulty: plan({ upTo: 'dot', patienceMs: 4000 }),
      dies: { stage: 'dot', how: 'silent' },
      argv: sending(v.between(2, 30) * 1000, '--timeout', 'dot=5'),
    }
  },
})
