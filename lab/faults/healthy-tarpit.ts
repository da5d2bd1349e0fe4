import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/tarpit',
  title: 'Every answer comes after two or three seconds',
  expects: {},
  async set({ v, rcpt, peer, plan, argv }) {
    await peer({ flow: { tarpitMs: v.between(1500, 2500) } })
    return { faulty: plan(), argv: argv('--rcpt', rcpt) }
  },
})
