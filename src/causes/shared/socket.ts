import type { Sight } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Clue } from '../../domain/cause.ts'
import { deathClue } from './clue.ts'
import { inOrder } from './in-order.ts'
import type { DeadSession } from './sessions.ts'
import { NEAR_SURE } from './weights.ts'

export type SocketSeen = Observation<'socket.state'>

/**
 * What our kernel says about a connection that went silent. `unacknowledged`: octets of ours are repeated and nobody confirms
 * them. `window-closed`: the peer's kernel confirms, and takes no more. `acknowledged`: all of ours arrived; the peer's
 * application owes the answer. `stopped-here`: octets were handed down and never left this host.
 */
export type Waiting = 'unacknowledged' | 'window-closed' | 'acknowledged' | 'stopped-here'

/** All looks at the socket of a session, in their order. */
export function looksAt(sight: Sight<'socket.state'>, session: string): readonly SocketSeen[] {
  return inOrder(sight.seen.filter(({ fact }) => fact.session === session))
}

/** The last look that tells what the connection waits for. */
export function waitingOf(
  sight: Sight<'socket.state'>,
  session: string,
): { readonly waiting: Waiting; readonly look: SocketSeen } | undefined {
  const look = looksAt(sight, session).at(-1)
  if (look === undefined) return undefined
  const { fact } = look
  if (fact.timer === 'persist') return { waiting: neverLeft(fact) ? 'stopped-here' : 'window-closed', look }
  if (fact.timer === 'on' && fact.unackedSegments > 0 && fact.retransmits > 0)
    return { waiting: 'unacknowledged', look }
  if (fact.unackedSegments === 0 && fact.notSentBytes === 0 && fact.timer !== 'on')
    return { waiting: 'acknowledged', look }
  return undefined
}

/** Long enough for the missing segment to have been repeated several times (RFC 6298). */
const HOLE_MS = 3_000

/**
 * A later part of the peer's answer has arrived and an earlier one has not, however often it was repeated: the server answers, and a
 * segment of its answer is lost on the way, each time.
 */
export function holeIn(sight: Sight<'socket.state'>, session: string): SocketSeen | undefined {
  return looksAt(sight, session).findLast(
    ({ fact }) => (fact.earlySegments ?? 0) > 0 && fact.lastReceivedMs >= HOLE_MS && fact.afterSilenceMs >= HOLE_MS,
  )
}

/** Against a server that does not answer: a part of its answer has arrived, so it did. */
export function answeredInPartClue(sight: Sight<'socket.state'>, dead: DeadSession): readonly Clue[] {
  const hole = holeIn(sight, dead.fact.session)
  return hole === undefined
    ? []
    : deathClue([dead], -NEAR_SURE, 'a later part of its answer has arrived, so the server did answer', {
        with: [hole],
      })
}

/**
 * Where the send fails inside the host (a filter, a full queue), Linux counts the octets as sent, holds none of them for in flight, and
 * asks again by the timer of a closed window. With a window that is closed indeed all that was sent is acknowledged.
 */
function neverLeft({ sentBytes, resentBytes, ackedBytes, unackedSegments, mss }: SocketState): boolean {
  return resentBytes !== undefined && unackedSegments === 0 && sentBytes - resentBytes - ackedBytes >= mss
}

/** At any sane round trip far below what a window of one segment lets pass. */
const CRAWL_BYTES_PER_SECOND = 20_000

export interface Crawl {
  readonly movedBytes: number
  readonly seconds: number
  readonly looks: readonly SocketSeen[]
}

/**
 * Octets trickle: between two looks some were acknowledged, in pieces that are no whole segments, none was repeated, and many wait. A receiver
 * that reads slowly opens its window by a segment or more at a time (RFC 1122 §4.2.3.3); a slow line carries whole segments.
 */
export function crawlOf(sight: Sight<'socket.state'>, session: string): Crawl | undefined {
  const looks = looksAt(sight, session)
  const [first] = looks
  const last = looks.at(-1)
  if (first === undefined || last === undefined || first === last) return undefined
  const seconds = (last.fact.afterSilenceMs - first.fact.afterSilenceMs) / 1000
  const movedBytes = last.fact.ackedBytes - first.fact.ackedBytes
  if (seconds < 1 || movedBytes <= 0 || last.fact.notSentBytes === 0 || last.fact.retransmits > 0) return undefined
  if (movedBytes / seconds > CRAWL_BYTES_PER_SECOND || movedBytes % last.fact.mss === 0) return undefined
  return { movedBytes, seconds, looks }
}
