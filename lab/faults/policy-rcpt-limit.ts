import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'policy/rcpt-per-session-limit',
  title: 'The receiver refuses a message with more recipients than it likes',
  expects: { stages: ['rcpt', 'data'] },
  async set({ v, rcpt, peer, plan, argv }) {
    const text = v.pick(['421 4.5.3 Too many recipients, closing connection', '550 5.5.3 Too many recipients'])
    const count = v.between(1, 2)
    await peer({ limits: { recipients: { count, reply: text } } })
    const more = ['b', 'c', 'd'].flatMap((name) => ['--rcpt', `${name}@${v.domain}`])
    return {
      control: plan(),
      faulty: plan({ rcpts: 4 }),
      dies: { stage: 'rcpt', how: 'reply', text: /too many/i },
      argv: argv('--rcpt', rcpt, ...more),
    }
  },
})
