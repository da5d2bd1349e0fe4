import { observationsOf, type Evidence } from './evidence.ts'
import type { SmtpSession, SmtpStep } from './facts/smtp-facts.ts'
import { passed } from './passed.ts'
import type { Stage } from './stage.ts'

/**
 * Signs that packets are lost at random on the way to one address. A kernel repeats a SYN after 1 s and then 3 s in all (RFC 6298 §2.1), and
 * other segments after 200 ms or more; loss does that now at one stage and then at another, where a fault keeps to its stage.
 */
export interface LossSigns {
  /** Sessions whose SYN had to be repeated or was never answered. */
  readonly barred: readonly string[]
  /** Stages of small packets that fell silent in one session and were passed by another. */
  readonly silentStages: readonly Stage[]
  /** Sessions that fell silent at one of these. */
  readonly silent: readonly string[]
  /** Stages that were answered at once in one session and late in another. */
  readonly lateStages: readonly Stage[]
  readonly late: readonly string[]
  /** SYNs fare far worse than all that comes after them: something counts or filters new connections, and the line carries packets. */
  readonly synsAlone: boolean
  /** No single fault of a server or a box explains these together. */
  readonly severe: boolean
}

/** Exchanges that fit into one small packet each way, and that a server does not think long about. */
const SMALL: readonly Stage[] = ['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt', 'data', 'quit']
/** A greeting has reasons of its own to be late or not to come. */
const UNPROVOKED: readonly Stage[] = ['ehlo', 'starttls', 'mail', 'rcpt', 'data', 'quit']
/** Kernels repeat SYN and SYN-ACK after 1 s, then 2 s more and so on: what loss adds is whole seconds, and what a busy machine adds is not. */
const SYN_REPEAT_MS = 1_000
/** What the clock and a busy machine take from that, and add to it. */
const SOONER_MS = 50
const LATER_MS = 350
/** RFC 6298 §2.4 and Linux: no repetition comes sooner. */
const REPEAT_MS = 190
/** An answer within this many round trips, and the server's work, came at once. */
const AT_ONCE_MS = 60

/** The signs among the sessions with one address. */
export function lossSigns(sessions: readonly SmtpSession[], steps: readonly SmtpStep[]): LossSigns {
  const own = new Set(sessions.map(({ session }) => session))
  const heard = steps.filter(({ session }) => own.has(session))
  const rttMs = Math.min(
    ...sessions.flatMap(({ connectMs }) => connectMs ?? []),
    ...heard.flatMap(({ stage, outcome }) =>
      UNPROVOKED.includes(stage) && outcome.kind === 'reply' && (outcome.afterMs ?? 0) > 0
        ? (outcome.afterMs ?? [])
        : [],
    ),
  )
  const isBarred = (one: SmtpSession): boolean =>
    isSilentAt(one, 'connect') || (one.connectMs !== undefined && isRepeat(one.connectMs - rttMs))
  const barred = withoutShutDoor(sessions, isBarred).filter(isBarred)
  const silentAt = (stage: Stage): readonly string[] => [
    ...sessions.filter((one) => isSilentAt(one, stage)).map(({ session }) => session),
    ...heard
      .filter((step) => stage === 'quit' && step.stage === 'quit' && step.outcome.kind === 'silent')
      .map(({ session }) => session),
  ]
  const silentStages = SMALL.filter(
    (stage) =>
      silentAt(stage).length > 0 &&
      (sessions.some((one) => passed(one, stage)) ||
        heard.some((step) => step.stage === stage && step.outcome.kind === 'reply')),
  )
  /** RSET and QUIT are one stage, and a server may take its time for one of them: only answers to the same command are compared. */
  const lateAt = (stage: Stage): readonly string[] =>
    [
      ...Map.groupBy(
        heard.filter((step) => step.stage === stage),
        commandOf,
      ).values(),
    ].flatMap(lateAmong)
  const lateAmong = (steps: readonly SmtpStep[]): readonly string[] => {
    const times = steps.filter(({ outcome }) => outcome.kind === 'reply')
    const fastestMs = Math.min(...times.map(({ outcome }) => outcome.afterMs ?? 0))
    if (fastestMs > 2 * rttMs + AT_ONCE_MS) return []
    return times
      .filter(({ outcome }) => (outcome.afterMs ?? 0) >= Math.max(rttMs + REPEAT_MS, 3 * rttMs))
      .map(({ session }) => session)
  }
  const lateStages = UNPROVOKED.filter((stage) => lateAt(stage).length > 0)
  const unprovoked = silentStages.filter((stage) => UNPROVOKED.includes(stage))
  const lateMs = Math.max(rttMs + REPEAT_MS, 3 * rttMs)
  // What came with the answer before it, in one packet, is no exchange of its own.
  const exchangesMs = heard.flatMap(({ stage, outcome }) =>
    UNPROVOKED.includes(stage) && outcome.kind === 'reply' && (outcome.afterMs ?? 0) >= rttMs / 2
      ? (outcome.afterMs ?? 0)
      : [],
  )
  const unanswered = unprovoked.flatMap(silentAt).length
  const synsAlone = isFarWorse(
    { failed: barred.length, of: sessions.length },
    { failed: unanswered + exchangesMs.filter((ms) => ms >= lateMs).length, of: unanswered + exchangesMs.length },
  )
  const often = barred.length >= 2 && barred.length * 5 >= sessions.length * 2
  return {
    barred: barred.map(({ session }) => session),
    silentStages,
    silent: [...new Set(silentStages.flatMap(silentAt))],
    lateStages,
    late: [...new Set(lateStages.flatMap(lateAt))],
    synsAlone,
    severe:
      (silentStages.length >= 3 && unprovoked.length >= 2) ||
      (often &&
        !synsAlone &&
        (unprovoked.length >= 1 || lateStages.length >= (barred.length >= BARRED_BEYOND_CHANCE ? 1 : 2))),
  }
}

interface Tally {
  readonly failed: number
  readonly of: number
}

/** A share of a few is known to within so much of itself. */
const AT_LEAST = 0.8
const BY_CHANCE = 0.05

/**
 * A SYN with its answer and a command with its answer are a packet each way, and chance meets them alike: would so few of the one kind fail
 * by chance, where so many of the other did?
 */
function isFarWorse(one: Tally, other: Tally): boolean {
  return one.failed >= 2 && atMost(other, (AT_LEAST * one.failed) / one.of) < BY_CHANCE
}

/** Probability that at most `failed` of `of` fail, each with `chance`. */
function atMost({ failed, of }: Tally, chance: number): number {
  let term = (1 - chance) ** of
  let sum = 0
  for (let count = 0; count <= Math.min(failed, of); count += 1) {
    sum += term
    term *= ((of - count) / (count + 1)) * (chance / (1 - chance))
  }
  return sum
}

function commandOf({ said }: SmtpStep): string {
  return (said.split(' ', 1)[0] ?? '').toUpperCase()
}

/** A single SYN is lost by chance. */
const SHUT_OUT = 2
/** So many SYNs are not. */
const BARRED_BEYOND_CHANCE = 3

/** From some moment on nobody is let in, and before that everybody was: a ban or an outage, and nothing random. */
function withoutShutDoor(
  sessions: readonly SmtpSession[],
  isBarred: (one: SmtpSession) => boolean,
): readonly SmtpSession[] {
  const inTime = sessions.toSorted((a, b) => a.startedAt - b.startedAt)
  const open = inTime.slice(0, inTime.findLastIndex((one) => !isSilentAt(one, 'connect')) + 1)
  const isShut = inTime.length - open.length >= SHUT_OUT && open.length > 0 && !open.some(isBarred)
  return isShut ? open : sessions
}

function isRepeat(overMs: number): boolean {
  return overMs >= SYN_REPEAT_MS - SOONER_MS && (overMs + SOONER_MS) % SYN_REPEAT_MS <= SOONER_MS + LATER_MS
}

/** Fewer sessions show no pattern. */
const FEWEST_SESSIONS = 3

/** Loss on the way to an address makes every comparison of sessions that fell silent a matter of chance. */
export function isLossy(evidence: Evidence, endpoint: string): boolean {
  const sessions = observationsOf(evidence, 'smtp.session')
    .map(({ fact }) => fact)
    .filter((session) => isOurs(session) && endpoint.includes(`[${session.endpoint.address}]`))
  if (sessions.length < FEWEST_SESSIONS) return false
  const steps = observationsOf(evidence, 'smtp.step').map(({ fact }) => fact)
  return lossSigns(sessions, steps).severe
}

/** Sessions that this host made with the target. */
export function isOurs({ role }: Pick<SmtpSession, 'role'>): boolean {
  return role === 'baseline' || role === 'experiment'
}

function isSilentAt({ death }: SmtpSession, stage: Stage): boolean {
  return death?.stage === stage && death.outcome.kind === 'silent'
}
