import { defineCause } from '../../domain/cause.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/message-format',
  title: 'The message breaks a rule of format that the receiver enforces',
  locus: 'sender',
  stages: ['mail', 'data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same envelope with a plain message',
  explanation: `A missing or doubled header, 8-bit data without a declaration, a forbidden attachment type, lines beyond 998 octets: the receiver names the rule.

**Look-alikes.** Bare line feeds have a cause of their own (\`protocol/bare-lf-end-of-data\`).`,
  references: ['RFC 5322', 'RFC 3463 §3.7 (X.6.0)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(
      evidence,
      ['content.format', 'protocol.smtputf8'],
      'the receiver says that the message is not well-formed',
    ),
  remedies: () => [
    {
      title: 'Mend the message at the program that composes it',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Exactly one From, one Date, one Message-ID; encode what is not ASCII; fold lines at 998 octets.',
        },
      ],
    },
  ],
})
