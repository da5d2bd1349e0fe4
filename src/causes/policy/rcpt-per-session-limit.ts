import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { note } from '../../domain/lever.ts'
import { isDrop, isSuccess } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName } from '../shared/receiver-name.ts'
import { type DeadSession, deaths } from '../shared/sessions.ts'
import { recipientLimit } from '../shared/single-recipient.ts'
import { singleRecipient } from '../shared/variants.ts'
import { DECISIVE, HINT, times } from '../shared/weights.ts'
import { recipientSteps } from './shared/recipients.ts'

/** Where nobody told how many were taken: what nearly every receiver takes. */
const ORDINARY_RECIPIENTS = 50

/** Sessions that ended without a reply while several recipients were named. */
function manyDropped(evidence: { readonly 'smtp.session': Sight<'smtp.session'> }): readonly DeadSession[] {
  return deaths(evidence['smtp.session'], ['rcpt', 'data'], isDrop).filter(
    ({ fact }) => (fact.plan.envelope?.to.length ?? 0) > 3,
  )
}

export default defineCause({
  id: 'policy/rcpt-per-session-limit',
  title: 'The receiver takes only so many recipients at a time',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'the same message to fewer recipients',
  explanation: `452 4.5.3: the server takes some recipients and defers the rest. Every mail server sends the rest in the next transaction; many libraries fail
the whole message. With 421 the server closes the session, and none of the recipients gets the message.

**Look-alikes.** A tarpit slows each recipient down and refuses none.`,
  references: ['RFC 5321 §4.5.3.1.10'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh(evidence) {
    const { inSession, overTime } = recipientLimit(evidence)
    return [
      ...toldClue(inSession, DECISIVE, 'the receiver says that there are too many recipients', { decides: 'proves' }),
      ...toldClue(
        overTime,
        HINT,
        'the receiver says that there are too many recipients, to a session that named one: it counts over a time or over sessions',
      ),
      ...deathClue(manyDropped(evidence), times(6), 'the session was dropped in the middle of several recipients'),
    ]
  },
  experiments(evidence) {
    const [failed] = manyDropped(evidence)
    if (failed === undefined) return []
    const { plan } = failed.fact
    return [
      twoSessions(
        {
          name: 'one recipient',
          question: 'Does the session pass with one recipient?',
          varied: 'one recipient instead of several',
        },
        {
          fails: { name: 'several', plan },
          lives: { name: 'one', plan: singleRecipient(plan) },
        },
      ),
    ]
  },
  // Of a session that is closed, or of a refusal for good, no recipient is left for the next transaction.
  persistenceFor(evidence) {
    const { inSession, overTime } = recipientLimit(evidence)
    const replies = [...inSession, ...overTime].flatMap(({ fact }) => fact.reply ?? [])
    return manyDropped(evidence).length > 0 || replies.some(({ code }) => code === 421 || code >= 500)
      ? 'until-fixed'
      : 'passes-by-itself'
  },
  remedies(evidence) {
    const taken = recipientSteps(evidence, (outcome) => isSuccess('rcpt', outcome)).length
    const [dropped] = manyDropped(evidence)
    const areAllTaken = dropped !== undefined && taken >= (dropped.fact.plan.envelope?.to.length ?? 0)
    const [recipients, title] = areAllTaken
      ? [1, 'Send one recipient in one transaction: more were taken, and the session was dropped then']
      : taken === 0
        ? [ORDINARY_RECIPIENTS, 'Send fewer recipients in one transaction']
        : [taken, `Send at most ${taken} recipient${taken === 1 ? '' : 's'} in one transaction: so many were taken`]
    return [
      {
        title,
        applies: 'after-review',
        costs: 'a message to many recipients there is sent several times',
        on: 'our-server',
        steps: [ONE_TRANSACTION],
        levers: [{ lever: 'recipients.limit', host: peerName(evidence), recipients }],
      },
    ]
  },
})

const ONE_TRANSACTION = note(
  'It was met in one transaction. Should it count for the whole session, each delivery needs a connection of its own as well; what is written for Postfix sees to that.',
)
