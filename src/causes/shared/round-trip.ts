import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Stage } from '../../domain/stage.ts'
import { isTooSoon } from '../../domain/too-soon.ts'
import { isRejected } from './outcomes.ts'
import { afterMs, type DeadSession, isDead, trialsWith } from './sessions.ts'
import { traceTo } from './trace.ts'

/** Commands whose answer was waited for before anything else was said, or that open a pipelined group. */
const WAITED_FOR: readonly Stage[] = ['ehlo', 'starttls', 'mail']
/** A SYN that was lost is repeated after a second (RFC 6298 §2.1): from here on a connect may hold that wait, and tells no round trip alone. */
const SYN_REPEAT_MS = 950

export interface TooSoon {
  readonly afterMs: number
  readonly rttMs: number
}

/**
 * The end came before the server can have heard what we said last. The round trip is at most the fastest exchange of the session:
 * a connect alone also holds the time in which this process was busy. Nothing is said of an end in the message, which may
 * answer octets that left long before the last.
 */
export function soonerThanServer(dead: DeadSession, steps: Sight<'smtp.step'>): TooSoon | undefined {
  const { session, connectMs, death } = dead.fact
  const ended = afterMs(dead)
  if (ended === undefined || connectMs === undefined || death.stage === 'body' || death.stage === 'dot')
    return undefined
  const exchanges = steps.seen.flatMap(({ fact }) =>
    fact.session === session && fact.outcome.kind === 'reply' && WAITED_FOR.includes(fact.stage)
      ? (fact.outcome.afterMs ?? [])
      : [],
  )
  if (exchanges.length === 0 && connectMs >= SYN_REPEAT_MS) return undefined
  const rttMs = Math.min(connectMs, ...exchanges)
  return isTooSoon(ended, rttMs) ? { afterMs: ended, rttMs } : undefined
}

/** One of these ended so soon that something nearer than the server did it. */
export function isNearUs(dead: readonly DeadSession[], steps: Sight<'smtp.step'>): boolean {
  return dead.some((one) => soonerThanServer(one, steps) !== undefined)
}

/** Whom to ask about a box that answers before the server can have. */
export function nearUs({ afterMs: ended, rttMs }: TooSoon): string {
  return `whoever runs our own firewall, for the box is near us: the end came after ${Math.round(ended)} ms, and the receiver is ${Math.round(rttMs)} ms away`
}

/** How soon a connection like this one was refused at the soonest: under load the clock adds to each, and takes from none. */
export function soonestRefusal(dead: DeadSession, sessions: Sight<'smtp.session'>): DeadSession {
  return [dead, ...trialsWith(sessions, dead.fact.endpoint)]
    .filter((one) => isDead(one, ['connect'], isRejected))
    .reduce((soonest, one) => ((afterMs(one) ?? Infinity) < (afterMs(soonest) ?? Infinity) ? one : soonest), dead)
}

export interface NearRefusal extends TooSoon {
  readonly seenIn: readonly [DeadSession, Observation<'route.trace'>]
}

/** One packet of a trace may be late by itself: a busy host, or a router that answers when it has time. */
const LATE_BY_ITSELF = 2

/** The refusal came sooner than a packet can have been at the server and back: something nearer refuses. */
export function nearRefusal(
  dead: DeadSession,
  sessions: Sight<'smtp.session'>,
  traces: Sight<'route.trace'>,
): NearRefusal | undefined {
  const trace = traceTo(traces, dead.fact.endpoint.address)
  const rttMs = trace?.fact.hops.at(-1)?.rttMs
  const soonest = soonestRefusal(dead, sessions)
  const after = afterMs(soonest)
  if (trace === undefined || rttMs === undefined || after === undefined || !isTooSoon(after, rttMs / LATE_BY_ITSELF))
    return undefined
  return { afterMs: after, rttMs, seenIn: [soonest, trace] }
}
