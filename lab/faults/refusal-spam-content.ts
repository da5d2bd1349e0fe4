import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/spam-content',
  title: 'The content is judged spam',
  expects: { stages: ['dot'] },
  async set({ v, peer, plan, sending }) {
    const text = v.pick([
      '550 5.7.1 Message rejected as spam by content filtering',
      '554 5.7.1 This message has been blocked because it contains spam content (score 15.2)',
      '550 5.7.350 Remote server returned message detected as spam',
    ])
    await peer({ at: { dot: { do: 'reply', text } } })
    return {
      control: plan({ upTo: 'ehlo' }),
      faulty: plan({ upTo: 'dot' }),
      dies: { stage: 'dot', how: 'reply' },
      argv: sending(2500),
    }
  },
})
