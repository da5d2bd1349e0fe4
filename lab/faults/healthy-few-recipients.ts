import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'healthy/few-recipients',
  title: 'The receiver takes two recipients at a time and puts the rest off with 452',
  expects: {},
  async set({ v, rcpt, peer, plan, argv }) {
    await peer({ limits: { recipients: { count: 2, reply: '452 4.5.3 Too many recipients' } } })
    return { faulty: plan(), argv: argv('--rcpt', rcpt, '--rcpt', `second@${v.domain}`) }
  },
})
