import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { contentClue } from './shared/refusal-clue.ts'
import { isPlainTest, refusedTest, sendYourOwn, testText } from './shared/test-message.ts'

const SAID = ['content.virus'] as const

export default defineCause({
  id: 'refusal/virus',
  title: "The receiver's scanner found malware in the message",
  locus: 'sender',
  stages: ['data', 'body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a message without attachments: it is taken',
  look: 'again.with-plain-message',
  explanation: `A virus scanner refused the message, or an attachment type that it treats as dangerous.

**Look-alikes.** A scanner that drops the connection without a word is \`content/content-scanner-drop\`.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => contentClue(evidence, SAID, 'the receiver says that the message holds malware'),
  // Plain words hold no malware: the scanner errs.
  locusFor: (evidence) => (isPlainTest(refusedTest(evidence, SAID)) ? 'receiver' : 'sender'),
  remedies(evidence) {
    const test = refusedTest(evidence, SAID)
    return [
      isPlainTest(test) ? sendYourOwn('it holds no malware, and its refusal says nothing of your mail') : SCAN,
      askFor(
        isPlainTest(test) ? 'Report the false alarm' : 'Report it where the message is clean',
        postmasterOf(evidence),
        `Your scanner takes ${test === undefined ? 'a clean message of ours' : testText(test)} for malware; its reply is shown below. Please tell us which rule it was, and correct it.`,
      ),
    ]
  },
})

const SCAN: Remedy = {
  title: 'Scan the message and the machine that sent it, and send again only what is clean',
  applies: 'needs-values',
  steps: [
    sh(
      'clamscan --infected MESSAGE-OR-ATTACHMENT',
      'the log names sender and time of what was refused; where more of one sender is refused, hold its mail and look at its account',
    ),
  ],
}
