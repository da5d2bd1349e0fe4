import { defineCause } from '../../domain/cause.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { contentClue } from './shared/refusal-clue.ts'
import { isPlainTest, refusedTest, sendYourOwn, testText } from './shared/test-message.ts'

const SAID = ['content.spam'] as const

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
  weigh: (evidence) => contentClue(evidence, SAID, 'the receiver says that the content looks like spam'),
  // A filter that refuses plain words errs, or minds who sends them.
  locusOr: (evidence) => (isPlainTest(refusedTest(evidence, SAID)) ? 'receiver' : undefined),
  remedies(evidence) {
    const test = refusedTest(evidence, SAID)
    return [
      isPlainTest(test)
        ? sendYourOwn(
            'a filter that minds even this minds who sends it (the name and the record of our address and domain), or that it is a test',
          )
        : PART_BY_PART,
      askFor(
        'Report the false positive',
        postmasterOf(evidence),
        `Your filter refused ${test === undefined ? 'a legitimate message' : testText(test)}; the session and your reply follow.`,
      ),
    ]
  },
})

const PART_BY_PART: Remedy = {
  title: 'Send a plain text message to the same recipient, then add the parts one by one',
  applies: 'needs-values',
  steps: [
    {
      kind: 'note',
      text: 'Links with a bad reputation, shorteners, images without text and copied templates are the usual reason.',
    },
  ],
}
