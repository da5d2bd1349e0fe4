import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, NEAR_SURE, times } from '../shared/weights.ts'

/** Of the answer no more came than its first digits, and they are those of an acceptance (RFC 5321 §4.2.1). */
function saidYes(outcome: Outcome): boolean {
  return outcome.kind === 'closed' && Math.floor((outcome.codeBegun ?? 0) / 100) === 2
}

export default defineCause({
  id: 'receiver/acceptance-then-close',
  title: 'The receiver takes the message and closes instead of saying so',
  locus: 'receiver',
  stages: ['dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: "the receiver's log or the mailbox: did the message arrive?",
  explanation: `After the final dot the receiver keeps the message, or judges it, and ends the connection without a reply. The sender cannot know, sends
again, and the recipient gets copy after copy.

**Look-alikes.** A crash while storing loses the message; a filter that closes on a verdict drops it. Only the recipient's mailbox or the receiver's
log tells them apart.`,
  references: ['RFC 1047', 'RFC 5321 §6.1'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'receiver/closes-without-reply',
      decidedBy: "the recipient's mailbox: copies of the message mean that it was taken",
    },
    {
      cause: 'content/content-scanner-drop',
      decidedBy: 'a message of the same size with other content',
      look: 'again.with-plain-message',
    },
  ],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['dot'], isClose)
    const clues: Clue[] = [
      ...deathClue(dead, times(4.2), 'the connection was closed after the whole message, without a reply'),
    ]
    const taken = dead.filter(({ fact }) => saidYes(fact.death.outcome))
    clues.push(
      ...deathClue(taken, NEAR_SURE, 'the answer that says yes had begun, and broke off: the message was taken'),
    )
    if (firstLooks(evidence['smtp.session']).every(({ fact }) => fact.death === undefined))
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.lost'], ['dot']).slice(0, 1),
          HINT,
          'the MTA reports that the connection was lost after the whole message',
        ),
      )
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Ask before the message is sent once more',
      postmasterByAnotherWay(evidence),
      'Your server closes the connection after the final dot without a reply. Did the message arrive? If so, each retry delivers another copy; please let the server answer 250 (or 4xx, 5xx).',
    ),
  ],
})
