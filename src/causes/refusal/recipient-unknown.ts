import { defineCause } from '../../domain/cause.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/recipient-unknown',
  title: 'The receiver knows no such mailbox',
  locus: 'sender',
  stages: ['rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  explanation: `The receiver's own words: no such user. The address is mistyped, outdated or was never there; nothing is wrong with the connection.

**Look-alikes.** A suspended mailbox (\`refusal/recipient-disabled\`) existed once. A filter that hides behind "user unknown" cannot be told apart from outside.`,
  references: ['RFC 3463 §3.2 (X.1.1)', 'RFC 5321 §4.2.3'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(evidence, ['recipient.unknown'], 'the receiver says that the mailbox does not exist'),
  remedies: () => [
    {
      title: 'Correct the address, or take it off the list',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Do not retry: repeated attempts at dead addresses lower the reputation of the sending address.',
        },
      ],
    },
  ],
})
