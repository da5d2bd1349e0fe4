import { defineCause } from '../../domain/cause.ts'
import { askFor } from '../shared/remedies.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { contentClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/spam-content',
  title: "The receiver's filter judges the message to be spam",
  locus: 'sender',
  stages: ['data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'another message to the same recipient: it is taken',
  look: 'again.with-plain-message',
  explanation: `The message itself is refused: its words, links or structure. Another message over the same path passes.

**Look-alikes.** A refusal of the IP address or domain is about reputation, not content.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => contentClue(evidence, ['content.spam'], 'the receiver says that the content looks like spam'),
  remedies: (evidence) => [
    {
      title: 'Send a plain text message to the same recipient, then add the parts one by one',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Links with a bad reputation, shorteners, images without text and copied templates are the usual reason.',
        },
      ],
    },
    askFor(
      'Report the false positive',
      postmasterOf(evidence),
      'Your filter refused a legitimate message; the session and your reply follow.',
    ),
  ],
})
