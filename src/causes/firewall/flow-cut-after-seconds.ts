import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { comparedClue, deathClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { tally } from '../shared/questions.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { deaths, endedBy, passed, trialsWith, type DeadSession, type SessionSeen } from '../shared/sessions.ts'
import { isUnheard, waitingOf } from '../shared/socket.ts'
import { onlyGreeting, withoutTls } from '../shared/variants.ts'
import { HINT, times } from '../shared/weights.ts'
import { haveLimitLifted } from './shared/lift-limit.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const
/** No box ends connections sooner: what falls silent at once minds something else. */
const YOUNGEST_MS = 1_000
/** A trial has to grow as old, and the budget is half a minute. */
const OLDEST_MS = 12_000
/** How far apart two sessions fall silent that are cut at the same age: as far as their last answers lie before it. */
const AGE_SPREAD = 1.6
/** The answer that did not come may have been due so much later than the last one that did. */
const NEXT_ANSWER_MS = 1_000
const NEXT_ANSWER_SHARE = 0.3
/** Keeps every timer for idleness from running out. */
const KEEP_ALIVE_MS = 1_000
const TRIAL_PATIENCE_MS = 4_000
const OLD = 'old when it says EHLO'
const YOUNG = 'EHLO at once'

/** How old a session that died was when it was heard for the last time, in milliseconds. */
function lastHeardMs({ seconds, death }: SmtpSession): number {
  return Math.max(0, seconds * 1000 - (death?.outcome.afterMs ?? 0))
}

/** The same of a session that came to its end, whose farewell may have had no answer. */
function lastReplyMs({ session }: SmtpSession, steps: Sight<'smtp.step'>): number {
  return Math.max(
    0,
    ...steps.seen.flatMap(({ fact }) =>
      fact.session === session && fact.outcome.kind === 'reply'
        ? fact.startedAfterMs + (fact.outcome.afterMs ?? 0)
        : [],
    ),
  )
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1)

export default defineCause({
  id: 'firewall/flow-cut-after-seconds',
  title: 'A box on the path drops each connection at a certain age',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'a session kept open in small steps: each dies at the same age',
  explanation: `The session goes well as long as it is young. At a certain age nothing of it passes any more, in neither direction, whatever is being
said: a box between us and the receiver has a limit for the life of a connection, or loses its table at intervals. New connections pass. A slow
server, a long round trip or a large message needs more time, so that only such sessions die.

**Look-alikes.** A server that hangs still acknowledges, and its kernel answers keep-alive probes. A box that forgets idle connections minds the
pause: probes that cross the path keep it content. A box that minds a word swallows it at any age. A path that is dead lets no new connection pass.`,
  references: ['RFC 2979', 'RFC 5382 §5', 'RFC 9293 §3.8.4'],
  needs: ['smtp.session', 'smtp.step', 'socket.state'],
  alternatives: [
    {
      cause: 'firewall/nat-idle-expiry',
      decidedBy: 'the same session with something said every second: an idle timer does not run out, an age is reached',
    },
    { cause: 'path/dies-midway', decidedBy: 'new connections while the old one is dead: a dead path lets none pass' },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const clues: Clue[] = []
    const [first] = cutOff(evidence)
    if (first === undefined) return clues
    const found = waitingOf(evidence['socket.state'], first.fact.session)
    const ageMs = lastHeardMs(first.fact)
    clues.push(
      ...deathClue(
        [first],
        HINT,
        `heard for the last time at an age of ${seconds(ageMs)} s, and nobody confirms anything since`,
        found === undefined ? {} : { with: [found.look] },
      ),
    )
    const trials = trialsWith(sessions, first.fact.endpoint)
    const later = trials.filter(({ fact }) => fact.startedAt >= first.fact.startedAt && passed(fact, 'ehlo'))
    clues.push(...comparedClue([first], later, times(4), 'new connections to the same address get answers'))
    const others = trials.filter(({ fact }) => endedBy(fact, isSilence) && !isOwnPause(fact))
    clues.push(
      ...comparedClue(
        [first],
        others.filter(({ fact }) => fact.death?.stage !== first.fact.death.stage && isSameAge(fact, ageMs)),
        times(6),
        'sessions fall silent at different stages, and at about the same age',
      ),
      ...comparedClue(
        [first],
        others.filter(({ fact }) => lastHeardMs(fact) < ageMs / AGE_SPREAD),
        -times(20),
        'younger sessions fall silent as well',
      ),
      ...comparedClue(
        [first],
        olderAndHeard(trials, evidence['smtp.step'], ageMs),
        -times(40),
        'an older session was still answered',
      ),
    )
    return clues
  },
  experiments(evidence) {
    const [first] = cutOff(evidence)
    return first === undefined || isOwnPause(first.fact) || lastHeardMs(first.fact) > OLDEST_MS
      ? []
      : [ageExperiment(first.fact)]
  },
  remedies: (evidence) => [
    haveLimitLifted(
      evidence,
      `A box on the path drops our TCP connections to port ${peerPort(evidence)} at an age of ${ageText(evidence)}, without a reset, while new connections pass. Please look for a limit on the life of a connection, or for a connection table that is flushed or overflows.`,
    ),
  ],
})

/** The age itself lies between the last answer and the one that did not come. */
function ageText(evidence: View<'smtp.session' | 'socket.state'>): string {
  const [first] = cutOff(evidence)
  return first === undefined ? 'some seconds' : `about ${seconds(lastHeardMs(first.fact))} s or a little more`
}

/** First looks that had reached some age when everything of them ceased: what we send since is not confirmed by the peer's kernel. */
function cutOff(evidence: View<'smtp.session' | 'socket.state'>): readonly DeadSession[] {
  return deaths(evidence['smtp.session'], STAGES, isSilence).filter(
    ({ fact }) =>
      lastHeardMs(fact) >= YOUNGEST_MS && isUnheard(waitingOf(evidence['socket.state'], fact.session)?.waiting),
  )
}

/** We had said nothing for a while of our own accord, before some stage. */
function isOwnPause({ plan: { pauseMs, lingerMs } }: SmtpSession): boolean {
  return lingerMs !== undefined || Object.values(pauseMs ?? {}).some((ms) => ms > 0)
}

function isSameAge(session: SmtpSession, ageMs: number): boolean {
  const ratio = lastHeardMs(session) / ageMs
  return ratio >= 1 / AGE_SPREAD && ratio <= AGE_SPREAD
}

function olderAndHeard(
  trials: readonly SessionSeen[],
  steps: Sight<'smtp.step'>,
  ageMs: number,
): readonly SessionSeen[] {
  const heardMs = (fact: SmtpSession): number =>
    fact.death === undefined ? lastReplyMs(fact, steps) : lastHeardMs(fact)
  // After a pause of our own nobody was heard: what came before it was younger.
  return trials.filter(({ fact }) => !isOwnPause(fact) && heardMs(fact) > ageMs * AGE_SPREAD + NEXT_ANSWER_MS)
}

/** The same words from a young connection and from one that has come to the age, and was never idle meanwhile. */
function ageExperiment(dead: SmtpSession): Experiment {
  const greeting = onlyGreeting(dead.plan)
  const plan = dead.plan.tls === 'wrapped' ? greeting : withoutTls(greeting)
  const pauseMs = Math.round(lastHeardMs(dead) * (1 + NEXT_ANSWER_SHARE) + NEXT_ANSWER_MS)
  return {
    name: 'age',
    question: 'Does a connection die with age, though it is never idle?',
    varied: `EHLO ${seconds(pauseMs)} s later, with a keep-alive probe each second`,
    endpoint: plan.endpoint,
    trials: 2,
    patienceMs: TRIAL_PATIENCE_MS,
    arms: [
      { name: OLD, plan: { ...plan, pauseMs: { ehlo: pauseMs }, keepAliveMs: KEEP_ALIVE_MS } },
      { name: YOUNG, plan },
    ],
    judge: (trials) => judgeAge(trials, pauseMs),
  }
}

function judgeAge(trials: readonly Trial[], pauseMs: number): Verdict {
  // What our own deadline cut short never came to the point.
  const old = trials.flatMap(({ arm, result }) =>
    arm === OLD && result.kind === 'session' && (result.session.lived || result.session.death !== undefined)
      ? [result.session]
      : [],
  )
  if (old.some((session) => passed(session, 'ehlo')))
    return { judged: 'refuted', because: 'a connection of that age still gets its answers' }
  const verdict = judgeTwoArms(trials, { dies: OLD, lives: YOUNG, stage: 'ehlo', agree: 1 })
  // A server that ends the wait says so, or closes; only what is swallowed is silent.
  if (!old.every((session) => endedBy(session, isSilence))) return { ...verdict, judged: 'undecided' }
  if (verdict.judged !== 'confirmed') return verdict
  const { lived, of } = tally(trials, YOUNG)
  return {
    judged: 'confirmed',
    because: `after ${seconds(pauseMs)} s in which it was never idle a connection fell silent in ${old.length} of ${old.length}, and at once EHLO was answered in ${lived} of ${of}`,
  }
}
