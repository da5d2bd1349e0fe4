import { ACK, FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import { addPacket } from './add-packet.ts'
import { hashOf, sideOf } from './flow-key.ts'
import { createFrameSorter, type FrameCounts, type FrameSorter } from './frame-sorter.ts'
import { createHalfOpenStore, type HalfOpen } from './half-open.ts'
import { createGate, type Handover } from './handover.ts'
import { noteIcmp } from './icmp-note.ts'
import { otherSide, type SideIndex } from './packet-log.ts'
import { createSessionIndex } from './session-index.ts'
import { createSession, hasSettled, type Session } from './session.ts'
import { createSettled, keyOf, keyOfPacket } from './settled.ts'
import { offsetOf } from './side.ts'
import { SMTP_PORTS } from './smtp-ports.ts'

export interface SessionTable {
  readonly frame: (frame: Frame) => void
  /** Hands over what is still open. */
  readonly end: () => void
  readonly counts: Readonly<FrameCounts> & {
    readonly sessions: number
    /** Handed over before their end, to bound the memory. */
    readonly givenUp: number
    /** Got no further than the handshake, and were too many to be listed. */
    readonly unlisted: number
  }
  readonly unknownLinks: FrameSorter['unknownLinks']
}

/** A closed session is kept this long: the real peer may go on talking after a forged reset. */
const LINGER_US = 130e6
/** An open one without a packet for this long is given up (RFC 5382 wants NATs to remember 2 h 4 min). */
const IDLE_US = 3 * 3600e6
/** Frames between two looks for sessions that are over. */
const SWEEP_FRAMES = 1 << 15
/** ICMP errors kept of one session. */
const MOST_ICMP = 16
/** Above half of this many open sessions those that are quiet are handed over early, above this many the oldest. */
const MOST_OPEN = 1 << 16

/** Sorts frames into TCP sessions; finished ones go to `done`. Memory is bounded by the open sessions. */
export function createSessionTable(done: (session: Session, why: Handover) => void): SessionTable {
  const open = createSessionIndex()
  const halfOpen = createHalfOpenStore()
  const settled = createSettled(LINGER_US)
  const gate = createGate(done)
  const sorter = createFrameSorter({ tcp, icmp })
  let sessions = 0
  let givenUp = 0
  let sinceSweep = 0

  function frame(one: Frame): void {
    sorter.sort(one)
    sinceSweep += 1
    if (sinceSweep >= SWEEP_FRAMES) sweep()
  }

  function tcp(segment: Segment, one: Frame, at: number): void {
    const { sourceAt, targetAt } = segment
    const hash = hashOf(segment, sourceAt, targetAt)
    let session = open.find(hash, segment, sourceAt, targetAt)
    if (session === undefined) {
      if (isLate(segment, one.atUs) || isKept(hash, segment, at, one)) return
      session = follow(halfOpen.take(hash, segment, sourceAt, targetAt), hash)
    }
    if (session !== undefined && isNewSession(session, senderOf(segment, session), segment)) {
      handOver(session, 'reused')
      if (isLate(segment, one.atUs) || isKept(hash, segment, at, one)) return
      session = undefined
    }
    session ??= begin(nextNumber(), hash, segment, one)
    addPacket(session, senderOf(segment, session), segment, one.number, one.atUs)
    if ((segment.flags & FIN) !== 0 && hasSettled(session)) {
      settled.add(keyOf(session), one.atUs)
      handOver(session, 'closed')
    }
  }

  function nextNumber(): number {
    sessions += 1
    return sessions
  }

  function begin(
    number: number,
    hash: number,
    first: Segment,
    { atUs, timed }: Pick<Frame, 'atUs' | 'timed'>,
  ): Session {
    const oldest = open.size >= MOST_OPEN ? open.quietest() : undefined
    if (oldest !== undefined) {
      givenUp += 1
      handOver(oldest, oldest.closedUs >= 0 ? 'closed' : 'idle')
    }
    const session = createSession(number, hash, first, atUs)
    session.timed = timed
    open.add(session)
    return session
  }

  /** A last ACK, or a repeated FIN, of a session that ended in order. */
  function isLate(segment: Segment, atUs: number): boolean {
    if (settled.size === 0) return false
    const key = keyOfPacket(segment)
    if ((segment.flags & (SYN | ACK)) === SYN) settled.forget(key)
    return settled.has(key, atUs)
  }

  /** Whether the packet is of a connection that need not be followed yet. */
  function isKept(hash: number, segment: Segment, at: number, one: Frame): boolean {
    if ((segment.flags & SYN) === 0) return false
    const oldest = halfOpen.full ? halfOpen.takeOldest() : undefined
    if (oldest !== undefined) {
      givenUp += 1
      handHalfOpen(oldest, 'idle')
    }
    return halfOpen.keep(hash, segment, at, one, nextNumber)
  }

  /** A half-open connection as a session. */
  function follow(known: HalfOpen | undefined, hash: number): Session | undefined {
    let session: Session | undefined
    known?.replay(({ segment: kept, frame, atUs, timed }) => {
      session ??= begin(known.number, hash, kept, { atUs, timed })
      addPacket(session, senderOf(kept, session), kept, frame, atUs)
    })
    return session
  }

  function handHalfOpen(known: HalfOpen, why: Handover): void {
    const isListed = known.ports.some((port) => SMTP_PORTS.has(port)) && (!known.lone || gate.admitsLone())
    const session = isListed ? follow(known, 0) : undefined
    if (session === undefined) known.drop()
    else handOver(session, why)
  }

  function icmp(segment: Segment, one: Frame): void {
    const { quotedSourceAt, quotedTargetAt } = segment
    const hash = hashOf(segment, quotedSourceAt, quotedTargetAt)
    const session =
      open.find(hash, segment, quotedSourceAt, quotedTargetAt) ??
      follow(halfOpen.take(hash, segment, quotedSourceAt, quotedTargetAt), hash)
    const about = session === undefined ? undefined : sideOf(session, segment, quotedSourceAt, quotedTargetAt)
    if (session === undefined || about === undefined || session.icmp.length >= MOST_ICMP) return
    session.lastUs = Math.max(session.lastUs, one.atUs)
    session.icmp.push(noteIcmp(segment, one, about, session.sides[about]))
  }

  function handOver(session: Session, why: Handover): void {
    open.remove(session)
    gate.hand(session, why, sorter.counts.lastUs)
  }

  function sweep(): void {
    sinceSweep = 0
    const now = sorter.counts.lastUs
    settled.sweep(now)
    const patience = open.size > MOST_OPEN / 2 ? LINGER_US : IDLE_US
    open.each((session) => {
      const isClosed = session.closedUs >= 0
      if (now - session.lastUs > (session.foreign || isClosed ? LINGER_US : patience))
        handOver(session, isClosed ? 'closed' : 'idle')
    })
    for (let one = halfOpen.takeOldest(now - IDLE_US); one !== undefined; one = halfOpen.takeOldest(now - IDLE_US))
      handHalfOpen(one, 'idle')
  }

  function end(): void {
    const rest: Session[] = []
    open.each((session) => void rest.push(session))
    for (const session of rest.toSorted((a, b) => a.number - b.number)) handOver(session, 'end-of-capture')
    for (let one = halfOpen.takeOldest(); one !== undefined; one = halfOpen.takeOldest())
      handHalfOpen(one, 'end-of-capture')
  }

  return {
    frame,
    end,
    get counts() {
      return { ...sorter.counts, sessions, givenUp, unlisted: gate.unlisted }
    },
    unknownLinks: sorter.unknownLinks,
  }
}

/** Which side a packet of this session comes from. */
function senderOf(segment: Segment, session: Session): SideIndex {
  return sideOf(session, segment, segment.sourceAt, segment.targetAt) ?? 0
}

/** A SYN with another initial number on the same four-tuple begins a new session, unless it is a mere repetition. */
function isNewSession(session: Session, from: SideIndex, segment: Segment): boolean {
  if ((segment.flags & (SYN | ACK | RST)) !== SYN) return false
  const side = session.sides[from]
  if (!side.sawSyn) return side.packets > 0
  return (
    offsetOf(side, segment.seq) !== 0 &&
    (session.closedUs >= 0 || side.next > 1 || session.sides[otherSide(from)].packets > 0)
  )
}
