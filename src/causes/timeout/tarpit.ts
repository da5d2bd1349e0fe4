import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Trial, Verdict } from '../../domain/experiment.ts'
import { clue, deathClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, NEAR_SURE, times } from '../shared/weights.ts'
import { cutShort, isSlowThroughout, patienceExperiment, patientSession, SLOW_MS } from './shared/waiting.ts'

function judgePatience(trials: readonly Trial[]): Verdict {
  const session = patientSession(trials)
  if (session === undefined) return { judged: 'undecided', because: 'the answers did not come in a longer time either' }
  if (!isSlowThroughout(session)) return { judged: 'undecided', because: 'not every answer comes late' }
  return {
    judged: 'confirmed',
    because: `with more patience every answer comes, each some seconds late: ${session.seconds.toFixed(0)} s up to ${session.plan.upTo}`,
  }
}

export default defineCause({
  id: 'timeout/tarpit',
  title: 'The receiver delays every answer on purpose',
  locus: 'receiver',
  stages: ['ehlo', 'mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the delay of each answer: it is about the same at every stage',
  explanation: `A tarpit answers suspicious clients, or bad recipients, some seconds late (Exchange: 5 s). Nothing is dropped; clients with short timers give up.

**Look-alikes.** A content filter is slow once, at the end of the message; an overloaded server is slow by turns.`,
  references: ['https://learn.microsoft.com/exchange/mail-flow/message-rate-limits'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  weigh(evidence) {
    const slow = inOrder(evidence['smtp.step'].seen).filter(
      ({ fact }) =>
        fact.role === 'baseline' &&
        ['ehlo', 'mail', 'rcpt', 'data'].includes(fact.stage) &&
        fact.outcome.kind === 'reply' &&
        (fact.outcome.afterMs ?? 0) >= SLOW_MS,
    )
    const [cut] = cutShort(evidence['smtp.session'])
    if (cut !== undefined && cut.fact.death.stage !== 'banner' && (cut.fact.bannerMs ?? 0) >= SLOW_MS)
      return deathClue(
        [cut],
        NEAR_SURE,
        `the banner came after ${Math.round((cut.fact.bannerMs ?? 0) / 1000)} s, and the next answer not within the time of the sender`,
      )
    if (slow.length < 2) return []
    const told = reportedBySender(evidence.symptom, ['drop.timeout'], ['ehlo', 'mail', 'rcpt', 'data', 'dot'])
    const clues: Clue[] = [
      ...clue(
        slow,
        told.length > 0 ? times(12) : HINT,
        `${slow.length} commands were answered after ${Math.round((slow[0]?.fact.outcome.afterMs ?? 0) / 1000)} s each`,
        { stage: slow[0]?.fact.stage ?? 'rcpt' },
      ),
    ]
    return clues
  },
  experiments(evidence) {
    const [cut] = cutShort(evidence['smtp.session'])
    return cut === undefined ? [] : [patienceExperiment(cut, judgePatience)]
  },
  // RFC 5321 §4.5.3.2: who waits minutes meets nothing worse than a delay.
  locusFor: (evidence) => (isOurHaste(evidence['smtp.session']) ? 'sender' : 'receiver'),
  remedies: (evidence) => [
    {
      title: 'Wait as long as RFC 5321 asks',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'timeout.client', stage: 'command', seconds: 300 }],
    },
    ...(isOurHaste(evidence['smtp.session'])
      ? []
      : [
          askFor(
            'The receiver exempts us',
            postmasterOf(evidence),
            'Your server delays every answer to us by some seconds. Please exempt our address from the delay, or say what of ours brings it about.',
          ),
        ]),
  ],
})

/** The session that died was given a patience of its own, far below what the RFC grants. */
function isOurHaste(sessions: Sight<'smtp.session'>): boolean {
  return cutShort(sessions).length > 0
}
