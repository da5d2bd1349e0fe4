import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/close-after-quit',
  title: 'The server closes or resets at QUIT without a 221',
  expects: {},
  async set({ v, rcpt, peer, plan, argv }) {
    await peer({ at: { quit: { do: v.pick(['fin', 'rst', 'silent']) } } })
    return { faulty: plan(), argv: argv('--rcpt', rcpt) }
  },
})
