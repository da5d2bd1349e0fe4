import { defineCause } from '../../domain/cause.ts'
import { askFor } from '../shared/remedies.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/recipient-disabled',
  title: 'The mailbox is suspended or inactive',
  locus: 'receiver',
  stages: ['rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "the recipient's provider",
  explanation: `The mailbox exists, yet the receiver has suspended it: unpaid, abandoned, locked.

**Look-alikes.** A full mailbox empties again; an unknown one never existed.`,
  references: ['RFC 3463 §3.3 (X.2.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(evidence, ['recipient.disabled'], 'the receiver says that the mailbox is disabled or inactive'),
  remedies: () => [
    askFor(
      'Tell the recipient by another way',
      'the recipient',
      'Your mailbox refuses mail because it is disabled. Please ask your provider why; the session is named here for them.',
    ),
    {
      title: 'Tell your own sender, and take the address off lists',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'No retry and no setting of ours helps; list mail to dead mailboxes harms the sender’s reputation.',
        },
      ],
    },
  ],
})
