import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/message-format',
  title: 'The message breaks the rules of its form',
  expects: { stages: ['dot'] },
  async set({ v, peer, plan, sending }) {
    const text = v.pick([
      '550 5.6.0 Message headers invalid: missing or duplicate From header',
      '554 5.6.0 Message contains invalid header',
      '550 5.7.1 Messages missing a valid Message-ID header are not accepted',
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
