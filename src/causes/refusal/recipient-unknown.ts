import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { enhancedOf, saidByPeer, type Told, wordsOf } from '../shared/told.ts'
import { FAINT, STRONG } from '../shared/weights.ts'
import { leavingOut, refusalClue } from './shared/refusal-clue.ts'

/**
 * The enhanced code's subject is the order of the commands (x.5.z, RFC 3463 §3.6), or it answers DATA without one: the message has
 * no recipient that was taken. Whether there is no such mailbox, or it was refused for another reason, was said before.
 */
function isAboutSequence(told: Told): boolean {
  const enhanced = enhancedOf(told)
  return enhanced === undefined ? told.fact.stage === 'data' : enhanced.startsWith('.5.', 1)
}

const NONE_TAKEN =
  /\b(?:no|none of the|all) recipients? (?:(?:was|were|have been|has been) )?(?:accepted|refused|rejected)\b/i

/** A client that gives up says so, of an answer that it told before, or of none: nobody signs the words, and they give no reason. */
function sumsUp(told: Told): boolean {
  return told.fact.speaker === 'unknown' && NONE_TAKEN.test(wordsOf(told))
}

export default defineCause({
  id: 'refusal/recipient-unknown',
  title: 'The receiver knows no such mailbox',
  locus: 'sender',
  stages: ['rcpt', 'dot'],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the recipient, by another way: is the address spelled so?',
  explanation: `The receiver's own words: no such user. The address is mistyped, outdated or was never there; nothing is wrong with the connection.

**Look-alikes.** A suspended mailbox (\`refusal/recipient-disabled\`) existed once. A filter that hides behind "user unknown" cannot be told apart from outside.`,
  references: ['RFC 3463 §3.2 (X.1.1)', 'RFC 5321 §4.2.3'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...refusalClue(
      leavingOut(evidence, (told) => isAboutSequence(told) || sumsUp(told)),
      ['recipient.unknown'],
      'the receiver says that the mailbox does not exist',
    ),
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['recipient.unknown'] }).filter(isAboutSequence),
      STRONG,
      'the receiver says that no recipient is left for the message, and not why',
    ),
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['recipient.unknown'], orUnattributed: true }).filter(sumsUp),
      FAINT,
      'no recipient was taken, and nothing says why',
    ),
  ],
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
