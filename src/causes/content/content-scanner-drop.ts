import { shellWord } from '../../base/shell-word.ts'
import { defineCause } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isCut, isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { deaths, nearestDeaths, type DeadSession } from '../shared/sessions.ts'
import { isUnheard, waitingOf } from '../shared/socket.ts'
import { reported } from '../shared/told.ts'
import { FAINT, HINT, STRONG, times } from '../shared/weights.ts'
import { withOtherContent } from './shared/masked.ts'

export default defineCause({
  id: 'content/content-scanner-drop',
  title: 'Something in the message makes a scanner cut the connection',
  locus: 'receiver',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same envelope with another message: a scanner minds the content, and lets that pass',
  look: 'again.with-plain-message',
  explanation: `A virus or data-loss scanner at the receiver, or a firewall on the way, ends the connection at a certain content (a macro, an archive, a test virus, a string) instead of refusing it
with 550, or swallows the packet that holds it each time it is repeated. The same message dies every time; others of its size pass.

**Look-alikes.** A size limit concerns every message of that size. A filter on *command* words strikes before DATA.`,
  references: ['RFC 5321 §7.8'],
  needs: ['smtp.session', 'symptom', 'socket.state'],
  alternatives: [
    {
      cause: 'content/size-limit-drop',
      decidedBy: 'another message of the same size',
      look: 'again.with-plain-message',
    },
  ],
  weigh(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['body', 'dot'], isCut).filter(
      ({ fact }) => messageBytes(fact.plan) > 0,
    )
    const special = dead.filter(({ fact }) => fact.plan.message?.contains !== undefined)
    const own = dead.filter(({ fact }) => fact.plan.message?.raw !== undefined)
    return [
      ...deathClue(special, STRONG, 'the connection was cut at a message with the suspected content'),
      ...deathClue(own, times(4), 'the connection was cut at this particular message'),
      ...deathClue(
        swallowed(evidence),
        HINT,
        'a message with the suspected content is repeated, and nobody acknowledges it',
      ),
      ...toldClue(
        reported(evidence.symptom, ['drop.lost']).filter(({ fact }) => fact.stage === 'body' || fact.stage === 'dot'),
        FAINT,
        'the MTA lost the connection while the message was on its way',
      ),
    ]
  },
  experiments(evidence, { maySend }) {
    const cut = nearestDeaths(evidence['smtp.session'], ['body', 'dot'], isCut).find(
      ({ fact }) => (fact.plan.message?.contains ?? fact.plan.message?.raw) !== undefined,
    )
    const dead = cut ?? swallowed(evidence)[0]
    if (dead === undefined || !maySend) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'same size, other content',
          question: 'Does a message of the same size without this content pass?',
          varied: 'the content of the message, at the same size',
        },
        {
          fails: { name: 'the content in question', plan },
          lives: { name: 'plain text', plan: withOtherContent(plan) },
        },
      ),
    ]
  },
  locusOr: () => 'path',
  remedies(evidence) {
    const host = peerName(evidence)
    return [
      {
        title: 'Send the content in another form',
        applies: 'after-review',
        steps: [
          {
            kind: 'note',
            text: 'Leave out the attachment, or send a link; encrypt it only when you know that it is clean. Halving the message until one half passes finds the part that the scanner minds.',
          },
        ],
      },
      {
        title: 'See whether a scanner of our own does it',
        applies: 'needs-values',
        steps: [
          sh(
            `hangup diagnose MAILBOX-OF-OURS-ELSEWHERE --send${checkOptions(evidence['smtp.session'])}`,
            'where it ends there, too, the scanner stands on our way out (a firewall, an intrusion prevention), and no receiver has to act',
          ),
        ],
      },
      {
        title: 'Else ask the receiver to refuse in words',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            // A letter that quotes the content ends as the message did.
            who: `${postmasterByAnotherWay(evidence)}, and whoever runs the firewall before it`,
            text: `A scanner at or before ${host} ends our session over ${contentText(evidence['smtp.session'])}, or no longer answers it, without a word. Please let it answer 550 instead, so that senders learn the reason and stop retrying.`,
          },
        ],
      },
    ]
  },
})

/** What makes our session send that content again. */
function checkOptions(sessions: Sight<'smtp.session'>): string {
  const [held] = deaths(sessions, ['body', 'dot']).flatMap(({ fact }) => fact.plan.message?.contains ?? [])
  return held === undefined ? ' --message FILE' : ` --contains ${shellWord(held)}`
}

/** What the message held that a plain one does not. */
function contentText(sessions: Sight<'smtp.session'>): string {
  const held = deaths(sessions, ['body', 'dot']).flatMap(({ fact }) => fact.plan.message?.contains ?? [])
  return held[0] === undefined ? 'the content of a message' : `a test message that contains “${held[0]}”`
}

/** Our own messages with a content that is suspected, which not even the kernel at the other end has acknowledged. */
function swallowed(evidence: View<'smtp.session' | 'socket.state'>): readonly DeadSession[] {
  return deaths(evidence['smtp.session'], ['body', 'dot'], isSilence).filter(
    ({ fact }) =>
      fact.plan.message?.contains !== undefined &&
      isUnheard(waitingOf(evidence['socket.state'], fact.session)?.waiting),
  )
}
