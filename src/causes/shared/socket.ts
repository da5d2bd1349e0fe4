import type { Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Observation } from '../../domain/observation.ts'
import { deathClue } from './clue.ts'
import { inOrder } from './in-order.ts'
import type { DeadSession } from './sessions.ts'
import { SLICE_BYTES } from './variants.ts'
import { NEAR_SURE, times } from './weights.ts'

export type SocketSeen = Observation<'socket.state'>

/**
 * What our kernel says about a connection that went silent. `unacknowledged`: octets of ours are repeated and nobody confirms
 * them. `window-closed`: the peer's kernel confirms, and takes no more. `acknowledged`: all of ours arrived; the peer's
 * application owes the answer. `unanswered`: all of ours arrived, and keep-alive probes that were sent since are not answered: it is not the
 * application alone that says nothing. `stopped-here`: octets were handed down and never left this host.
 */
export type Waiting = 'unacknowledged' | 'window-closed' | 'acknowledged' | 'unanswered' | 'stopped-here'

/** Nobody confirms what we send, octets or probes. */
export function isUnheard(waiting: Waiting | undefined): boolean {
  return waiting === 'unacknowledged' || waiting === 'unanswered'
}

/** All looks at the socket of a session, in their order. Once we end it ourselves, our farewell is what waits, and no longer what was silent before. */
export function looksAt(sight: Sight<'socket.state'>, session: string): readonly SocketSeen[] {
  return inOrder(sight.seen.filter(({ fact }) => fact.session === session && !OUR_CLOSE.test(fact.state)))
}

/** States after our FIN (RFC 9293 §3.3.2), as ss(8) and the RFC write them. */
const OUR_CLOSE = /^(?:FIN-?WAIT|CLOSING|LAST-?ACK|TIME-?WAIT)/i

/** The last look that tells what the connection waits for. */
export function waitingOf(
  sight: Sight<'socket.state'>,
  session: string,
): { readonly waiting: Waiting; readonly look: SocketSeen } | undefined {
  const looks = looksAt(sight, session)
  const look = looks.at(-1)
  if (look === undefined) return undefined
  const { fact } = look
  if (fact.timer === 'persist') return { waiting: neverLeft(fact) ? 'stopped-here' : 'window-closed', look }
  if (fact.timer === 'on' && fact.unackedSegments > 0 && fact.retransmits > 0)
    return { waiting: 'unacknowledged', look }
  if (fact.unackedSegments === 0 && fact.notSentBytes === 0 && fact.timer !== 'on') {
    const unanswered = looks.findLast((one) => isUnanswered(one.fact))
    return unanswered === undefined || isHeardAfter(fact, unanswered.fact)
      ? { waiting: 'acknowledged', look }
      : { waiting: 'unanswered', look: unanswered }
  }
  return undefined
}

/** All that waits to be acknowledged fits into a packet that every path carries. */
export function isSmallPiece({ sendQueueBytes }: SocketState): boolean {
  return sendQueueBytes > 0 && sendQueueBytes <= SLICE_BYTES
}

/** One probe a second: so many in a row are not lost by chance. */
const PROBES_IN_A_ROW = 3

/** Of a long round trip some probes are always under way. */
function isUnanswered({ unansweredProbes = 0, rttMs }: SocketState): boolean {
  return unansweredProbes >= PROBES_IN_A_ROW + Math.ceil(rttMs / 1000)
}

/** An acknowledgement came after the earlier look. */
function isHeardAfter(later: SocketState, earlier: SocketState): boolean {
  return later.lastAckMs < later.afterSilenceMs - earlier.afterSilenceMs
}

/** How long after the last octets an acknowledgement must have come to be one of a probe: no kernel delays its own so long (RFC 9293 §3.8.6.3). */
const ANSWERED_LATER_MS = 2_000

/** The look that shows that the peer's kernel answers our probes while its application says nothing. */
export function answersProbes(sight: Sight<'socket.state'>, session: string): SocketSeen | undefined {
  return looksAt(sight, session).findLast(
    ({ fact: { unansweredProbes, lastAckMs, lastReceivedMs, rttMs } }) =>
      unansweredProbes !== undefined &&
      lastAckMs <= ANSWERED_LATER_MS + rttMs &&
      lastReceivedMs - lastAckMs > ANSWERED_LATER_MS,
  )
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
 * Against every program that is busy, stuck or broken: keep-alive probes on the silent connection are not answered either, and a host
 * answers those whatever its programs do (RFC 9293 §3.8.4).
 */
export function nobodyThereClue(sight: Sight<'socket.state'>, dead: DeadSession | undefined): readonly Clue[] {
  const found = dead === undefined ? undefined : waitingOf(sight, dead.fact.session)
  return dead === undefined || found?.waiting !== 'unanswered'
    ? []
    : deathClue(
        [dead],
        -times(12),
        'keep-alive probes are not answered either, which a host does whatever its programs do',
        { with: [found.look] },
      )
}

/**
 * Where the send fails inside the host (a filter, a full queue), Linux counts the octets as sent, holds none of them for in flight, and
 * asks again by the timer of a closed window. With a window that is closed indeed all that was sent is acknowledged.
 */
function neverLeft({ sentBytes, resentBytes, ackedBytes, unackedSegments, sendQueueBytes, mss }: SocketState): boolean {
  const nextSegment = sendQueueBytes > 0 ? Math.min(sendQueueBytes, mss) : mss
  return resentBytes !== undefined && unackedSegments === 0 && sentBytes - resentBytes - ackedBytes >= nextSegment
}

/** At any sane round trip far below what a window of one segment lets pass. */
const CRAWL_BYTES_PER_SECOND = 20_000

/** What was acknowledged between the first look and the last. */
export interface Progress {
  readonly movedBytes: number
  readonly seconds: number
  readonly looks: readonly SocketSeen[]
}

/** Octets of ours were acknowledged while we looked: the connection lives, however slowly it moves. */
export function progressOf(sight: Sight<'socket.state'>, session: string): Progress | undefined {
  const looks = looksAt(sight, session)
  const [first] = looks
  const last = looks.at(-1)
  if (first === undefined || last === undefined) return undefined
  const seconds = (last.fact.afterSilenceMs - first.fact.afterSilenceMs) / 1000
  const movedBytes = last.fact.ackedBytes - first.fact.ackedBytes
  return seconds < 1 || movedBytes <= 0 ? undefined : { movedBytes, seconds, looks }
}

/**
 * What was acknowledged after it had to be repeated, while more still waits: packets are lost and others come through, so nothing cut the
 * connection, and the line carries far less than is sent.
 */
export function recoveredOf(sight: Sight<'socket.state'>, session: string): Progress | undefined {
  const looks = looksAt(sight, session)
  const first = looks.find(({ fact: { timer, retransmits } }) => timer === 'on' && retransmits > 0)
  const ackedBytes = looks.at(-1)?.fact.ackedBytes
  // What came after the last acknowledgement is a wait and no rate.
  const last = looks.find(({ fact }) => fact.ackedBytes === ackedBytes)
  if (first === undefined || last === undefined || !isUnderWay(looks.at(-1)?.fact)) return undefined
  const movedBytes = last.fact.ackedBytes - first.fact.ackedBytes
  const seconds = (last.fact.afterSilenceMs - first.fact.afterSilenceMs) / 1000
  return movedBytes > 0 && seconds > 0 ? { movedBytes, seconds, looks: [first, last] } : undefined
}

/** A queue this long is one of our own octets before a line that is full; no path has such a round trip. */
const QUEUE_MS = 1_000
const QUEUE_SHARE = 8

/** The look at which the round trip has grown far beyond that of the connection: what we send waits in a queue. Repeats are not measured (RFC 6298 §3). */
export function queuedAt(
  sight: Sight<'socket.state'>,
  { session, connectMs }: Pick<SmtpSession, 'session' | 'connectMs'>,
): SocketSeen | undefined {
  return connectMs === undefined
    ? undefined
    : looksAt(sight, session).findLast(
        ({ fact: { rttMs } }) => rttMs >= QUEUE_MS && rttMs >= QUEUE_SHARE * Math.max(1, connectMs),
      )
}

/** Octets of ours are under way, and it is not the peer's window that holds the rest. */
function isUnderWay(last: SocketState | undefined): boolean {
  return last !== undefined && last.timer === 'on' && last.unackedSegments > 0
}

/** All that a session says before its message, a large ClientHello among it, where its steps do not tell. */
const SMALL_TALK_BYTES = 3_000
/** Acknowledged beyond the small talk, two segments of the negotiated size were full. */
const FULL_SEGMENTS = 2

/** So much was acknowledged that full segments were among it. */
export function hasFullSegments({ ackedBytes, mss }: SocketState, smallTalkBytes = SMALL_TALK_BYTES): boolean {
  return ackedBytes > smallTalkBytes + FULL_SEGMENTS * mss
}

/**
 * Octets trickle: between two looks some were acknowledged, in pieces that are no whole segments, none was repeated, and many wait. A receiver
 * that reads slowly opens its window by a segment or more at a time (RFC 1122 §4.2.3.3); a slow line carries whole segments.
 */
export function crawlOf(sight: Sight<'socket.state'>, session: string): Progress | undefined {
  const progress = progressOf(sight, session)
  const last = progress?.looks.at(-1)
  if (progress === undefined || last === undefined) return undefined
  const { movedBytes, seconds } = progress
  if (last.fact.notSentBytes === 0 || last.fact.retransmits > 0) return undefined
  return movedBytes / seconds > CRAWL_BYTES_PER_SECOND || movedBytes % last.fact.mss === 0 ? undefined : progress
}
