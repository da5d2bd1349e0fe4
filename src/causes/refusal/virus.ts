import { defineCause } from '../../domain/cause.ts'
import { contentClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/virus',
  title: "The receiver's scanner found malware in the message",
  locus: 'sender',
  stages: ['data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `A virus scanner refused the message, or an attachment type that it treats as dangerous.

**Look-alikes.** A scanner that drops the connection without a word is \`content/content-scanner-drop\`.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => contentClue(evidence, ['content.virus'], 'the receiver says that the message holds malware'),
  remedies: () => [
    {
      title: 'Scan the sending machine and the attachment',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'If the file is clean, send it by another way and report the false positive to the receiver.',
        },
      ],
    },
  ],
})
