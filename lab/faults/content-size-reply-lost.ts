import { defineFault } from '../fault.ts'
export default defineFault({
  realises: 'content/size-reply-lost',
  title: 'The receiver says 552 in the middle of the message and closes at once',
  expects: { stages: ['body', 'dot'], alsoRight: ['refusal/message-too-large', 'content/size-limit-drop'] },
  async set({ v, peer, plan, sending }) {
    const limit = v.pick([100_000, 250_000])
    await peer({
      message: { limitBytes: limit },
      at: { body: { do: 'reply', text: '552 5.3.4 Message size exceeds fixed limit', then: 'reset' } },
    })
    const session = plan({ upTo: 'dot' })
    return {
      control: { ...session, bytes: limit / 2 },
      faulty: { ...session, bytes: limit * 3 },
      dies: { stage: ['body', 'dot'], how: ['fin', 'rst', 'reply'] },
      argv: sending(limit * 3),
    }
  },
})
