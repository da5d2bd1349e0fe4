import { defineFault } from '../fault.ts'

export default defineFault({
  realises: 'refusal/virus',
  title: 'A virus was found',
  expects: { stages: ['dot'] },
  async set({ v, peer, plan, sending }) {
    const text = v.pick([
      '550 5.7.1 Virus found in message (Eicar-Test-Signature)',
      '554 5.7.1 Message infected with Win.Test.EICAR_HDB-1, rejected',
      '552 5.7.0 This message was blocked because its content presents a potential security issue: malware detected',
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
