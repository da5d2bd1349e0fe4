import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import { isBefore, type Stage } from '../../domain/stage.ts'
import { isVaguelyPutOff } from '../../domain/vague-put-off.ts'
import { sessionByHand } from '../shared/by-hand.ts'
import { clue, deathClue, patternClue } from '../shared/clue.ts'
import { greeterOf } from '../shared/greeter.ts'
import { inOrder } from '../shared/in-order.ts'
import { servedFromOtherSource } from '../shared/other-source.ts'
import { isRefused, isSilence, isUnanswered } from '../shared/outcomes.ts'
import { peerAddress, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { againExperiment, byTurnsExperiment, nextVisitExperiment } from '../shared/repeat.ts'
import {
  connected,
  deaths,
  died,
  firstLooks,
  isDead,
  lastReply,
  passed,
  trialsWith,
  type DeadSession,
  type SessionSeen,
} from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { reportedBySender, type Told } from '../shared/told.ts'
import { onlyGreeting } from '../shared/variants.ts'
import { FAINT, HINT, STRONG, times, VAGUE } from '../shared/weights.ts'
import { failedLooks, otherAddressClues, otherGreetingClues } from './shared/pool-members.ts'
import { helloAnswered, turnsOf } from './shared/taking-turns.ts'

/** What one of several MX hosts is set up to, and no failing of a server among equals. */
const SAID_OF_ITSELF = /^(?:tls\.(?:cert|policy|local|required)|dns|route)\b/

export default defineCause({
  id: 'receiver/one-bad-pool-member',
  title: "One server of the receiver's pool is faulty",
  locus: 'receiver',
  stages: ['connect', 'banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'several connections: those to one member fail, the others live',
  look: 'again.several',
  explanation: `Several servers stand behind one name or one address, and one of them fails: one session in n dies, and a retry usually meets
another server. Different addresses, banner names or certificates tell the members apart. Where a balancer chooses by the client's address, all
sessions of one client meet the same server, and a retry does, too.

**Look-alikes.** A load balancer without a living server closes before any banner. A limit depends on how many sessions are open, not on who answers.`,
  references: ['RFC 5321 §5.1'],
  needs: ['smtp.session', 'symptom', 'log.pattern', 'tls.hello', 'socket.state'],
  alternatives: [
    {
      cause: 'firewall/lb-without-backend',
      decidedBy: 'a banner: behind a balancer without a living server there is none',
    },
  ],
  weigh(evidence) {
    const onlyOne = evidence['log.pattern'].seen.filter(
      ({ fact: { pattern, symptom } }) => pattern === 'only-one-mx' && !SAID_OF_ITSELF.test(symptom),
    )
    return [
      ...deathClue(
        [vaguelyPutOff(evidence) ?? []].flat(),
        -STRONG,
        'the server puts us off for now, as one does whether or not it is one of several',
      ),
      ...otherAddressClues(evidence),
      ...otherGreetingClues(evidence['smtp.session']),
      ...turnClues(evidence),
      ...refusedTurnClues(evidence['smtp.session']),
      ...reportedTurnClues(evidence),
      ...patternClue(onlyOne, times(12), 'the log shows the failures at one address only'),
    ]
  },
  experiments(evidence) {
    const [first] = failedLooks(evidence['smtp.session'])
    const visit = reportedVisit(evidence)
    if (visit !== undefined) return [byTurnsExperiment(onlyGreeting(visit.look.fact.plan), visit.stage)]
    const putOff = vaguelyPutOff(evidence)
    if (putOff !== undefined) return [nextVisitExperiment(putOff.fact.plan, putOff.fact.death.stage)]
    if (first === undefined || !isRepeatable(first)) return []
    const { plan, death } = first.fact
    const again = againExperiment(plan, death.stage)
    const { lived, diedAgain } = turnsOf(evidence['smtp.session'], first)
    return lived.length > 0 && diedAgain.length === 0 ? [again, byTurnsExperiment(plan, death.stage)] : [again]
  },
  // What was refused for good bounces: nothing sends it again by itself.
  persistenceFor(evidence) {
    const [bad] = failedLooks(evidence['smtp.session'])
    return bad !== undefined && (lastReply(bad.fact)?.code ?? 0) >= 500 ? 'until-fixed' : 'passes-by-itself'
  },
  remedies(evidence) {
    const [bad] = failedLooks(evidence['smtp.session'])
    if (bad === undefined)
      return [
        {
          title: 'See how often it comes, and then tell the receiver',
          applies: 'needs-values',
          steps: [
            sh(
              `for n in $(seq 10); do date; ${sessionByHand(evidence['smtp.session'], peerAddress(evidence), peerPort(evidence))} | grep -E '^[0-9]{3} '; sleep 20; done`,
              'the same lines each time (220, 250, 221), or now and then fewer; keep the times',
            ),
          ],
        },
        askFor(
          'Where it comes again: ask the receiver, with those times',
          postmasterOf(evidence),
          'Now and then a session of ours with your MX is lost, while others pass. Could one of the servers behind it fail?',
        ),
      ]
    const name = greeterOf(bad)
    const which = `${bad.fact.endpoint.address}${name === undefined ? '' : `, which greets as ${name},`} at ${bad.fact.death.stage}`
    return [
      askFor(
        'Tell the receiver which of its servers fails; a message that is sent again may meet another one',
        postmasterOf(evidence),
        `One of the servers behind your MX fails (${which}); the others work.`,
      ),
    ]
  },
})

/** Words that put us off mean us as often as the server: they are not asked for again. */
function isRepeatable({ fact: { death } }: DeadSession): boolean {
  return death.outcome.kind !== 'reply' || death.outcome.reply.code >= 500
}

/** postscreen's tests of the dialogue end so, once. */
function vaguelyPutOff(evidence: View<'smtp.session' | 'symptom'>): DeadSession | undefined {
  const [first] = firstLooks(evidence['smtp.session'])
  return first !== undefined && isDead(first) && isVaguelyPutOff(first.fact, evidence.symptom.seen) ? first : undefined
}

/** Packets that are lost make silences by turns, too, unless the kernel saw them acknowledged; so do filters that are slow by turns. */
function silencesByTurns(evidence: View<'socket.state'>, { fact }: DeadSession): number {
  if (!isBefore(fact.death.stage, 'data')) return times(5)
  return waitingOf(evidence['socket.state'], fact.session)?.waiting === 'acknowledged' ? times(25) : times(8)
}

/** Stages that a session without any transaction comes to, so that asking again and again costs the receiver little. */
const GREETING: readonly Stage[] = ['banner', 'ehlo']

/** A report of a session that broke off early, and our own first look, which lived: perhaps it met another server. */
function reportedVisit(
  evidence: View<'smtp.session' | 'symptom'>,
): { readonly told: Told; readonly stage: Stage; readonly look: SessionSeen } | undefined {
  const [told] = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout'], GREETING)
  const [look, ...others] = firstLooks(evidence['smtp.session'])
  const stage = told?.fact.stage
  return told === undefined ||
    stage === undefined ||
    look?.fact.lived !== true ||
    others.some(({ fact }) => !fact.lived)
    ? undefined
    : { told, stage, look }
}

/** The report was no matter of the moment: among sessions that live some end just there. */
function reportedTurnClues(evidence: View<'smtp.session' | 'symptom'>): readonly Clue[] {
  const visit = reportedVisit(evidence)
  if (visit === undefined) return []
  const { told, stage, look } = visit
  const trials = trialsWith(evidence['smtp.session'], look.fact.endpoint)
  const failed = trials.filter(({ fact }) => died(fact, [stage], isUnanswered))
  const lived = [look, ...trials.filter(({ fact }) => passed(fact, stage))]
  const where = { stage, endpoint: endpointText(look.fact.endpoint) }
  if (failed.length > 0)
    return clue(
      [told, ...failed, ...lived],
      times(15),
      `as reported, a session ends at ${stage} now and then: ${failed.length} of ${failed.length + lived.length} did`,
      where,
    )
  return lived.length > 1
    ? clue([told, ...lived], -times(2), `${lived.length} sessions pass the place where the reported one ended`, where)
    : clue([told, look], VAGUE, 'ours passes the place where the reported session ended, as with another server', where)
}

/** A balancer that hands connections on as they are leads some to a host where nothing listens. */
function refusedTurnClues(sessions: Sight<'smtp.session'>): readonly Clue[] {
  const [dead] = deaths(sessions, ['connect'], isRefused)
  if (dead === undefined) return []
  const trials = inOrder(trialsWith(sessions, dead.fact.endpoint)).filter(
    ({ fact }) => fact.endpoint.port === dead.fact.endpoint.port,
  )
  const taken = trials.filter(({ fact }) => connected(fact))
  // Another address of ours that is taken tells of a ban; this one as well, and it is none.
  if (!taken.some(({ fact }) => fact.plan.bind === dead.fact.plan.bind)) return []
  const since = trials.findIndex((one) => taken.includes(one))
  const refused = trials.filter(({ fact }, index) => index > since && died(fact, ['connect'], isRefused))
  return refused.length === 0
    ? []
    : deathClue(
        [dead],
        times(12),
        `connections to one address are refused and taken by turns: ${refused.length + 1} were refused, and ${taken.length} taken`,
        { with: [...refused, ...taken] },
      )
}

/** How the session that failed fared when it was run again. */
function turnClues(evidence: View<'smtp.session' | 'symptom' | 'socket.state' | 'tls.hello'>): readonly Clue[] {
  const [dead] = failedLooks(evidence['smtp.session'])
  if (dead === undefined || !isRepeatable(dead)) return []
  const { stage, outcome } = dead.fact.death
  const turns = turnsOf(evidence['smtp.session'], dead)
  const { diedAgain, lived, always } = turns
  const often = isSilence(outcome) ? silencesByTurns(evidence, dead) : times(25)
  if (diedAgain.length > 0)
    return deathClue(
      [dead],
      // A balancer without a server closes; it is a server that says nothing.
      stage === 'banner' && !isSilence(outcome) ? Math.min(often, HINT) : often,
      `the same session dies at ${stage} and lives by turns: it died ${diedAgain.length + 1} times and lived ${lived.length} times`,
      { with: [...diedAgain, ...lived] },
    )
  if (lived.length > 0)
    return deathClue(
      [dead],
      lived.length > 1 ? times(6) : FAINT,
      `the same session died at ${stage} once and lived ${lived.length === 1 ? 'once' : `${lived.length} times`}`,
      { with: lived },
    )
  const hellos = helloAnswered(evidence['tls.hello'], dead, turns)
  if (hellos.length > 0)
    return deathClue([dead], times(5), 'the same kind of ClientHello is answered another time', { with: hellos })
  if (otherAddressClues(evidence).length > 0) return []
  // A balancer that chooses by the client's address brings ours to the same member each time.
  if (servedFromOtherSource(evidence['smtp.session'], dead).length > 0) return []
  return always.length > 0
    ? deathClue([dead], -times(3) * always.length, 'the same session fails each time', { with: always })
    : deathClue([dead], -VAGUE, 'nothing tells yet whether the session fails each time')
}
