import { defineCause } from '../../domain/cause.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/recipient-moved',
  title: 'The mailbox has moved to another address',
  locus: 'sender',
  stages: ['rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the recipient, by another way',
  explanation: `The receiver answers 551, or 5.1.6: the recipient has another address now, sometimes named in the reply.

**Look-alikes.** An unknown mailbox has no new address.`,
  references: ['RFC 5321 §3.4', 'RFC 3463 §3.2 (X.1.6)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, ['recipient.moved'], 'the receiver says that the mailbox has moved'),
  remedies: () => [
    {
      title: 'Use the new address',
      applies: 'needs-values',
      steps: [
        { kind: 'note', text: 'It stands in the reply when the receiver wants it known; otherwise ask the recipient.' },
      ],
    },
  ],
})
