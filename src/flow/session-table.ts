import { ipHeaderAt, isKnownLinkType, LINK_ETHERNET } from '../wire/packet/link-layer.ts'
import { readIpPacket } from '../wire/packet/ip-packet.ts'
import { u16be } from '../wire/pcap/octets.ts'
import { ACK, emptySegment, FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import { addPacket } from './add-packet.ts'
import { hashOf, sideOf } from './flow-key.ts'
import { createHalfOpenStore, type HalfOpen } from './half-open.ts'
import { createGate, type Handover } from './handover.ts'
import { noteIcmp } from './icmp-note.ts'
import { otherSide, type SideIndex } from './packet-log.ts'
import { createSession, hasSettled, type Session } from './session.ts'
import { createSessionIndex } from './session-index.ts'
import { createSettled, keyOf, keyOfPacket } from './settled.ts'
import { offsetOf } from './side.ts'
import { SMTP_PORTS } from './smtp-ports.ts'

export interface SessionTable {
  readonly frame: (frame: Frame) => void
  /** Hands over what is still open. */
  readonly end: () => void
  readonly counts: {
    packets: number
    tcpPackets: number
    otherFrames: number
    /** Encrypted below IP or TCP. */
    sealedFrames: number
    sessions: number
    /** Handed over before their end, to bound the memory. */
    givenUp: number
    /** Got no further than the handshake, and were too many to be listed. */
    unlisted: number
    lastUs: number
    firstUs: number
  }
  /** Frames of link types that are not read. */
  readonly unknownLinks: ReadonlyMap<number, number>
}

/** A closed session is kept this long: the real peer may go on talking after a forged reset. */
const LINGER_US = 130e6
/** An open one without a packet for this long is given up (RFC 5382 wants NATs to remember 2 h 4 min). */
const IDLE_US = 3 * 3600e6
/** EtherType of IEEE 802.1AE. */
const MACSEC = 0x88e5
const SWEEP_FRAMES = 1 << 15
/** ICMP errors kept of one session. */
const MOST_ICMP = 16
/** Above half of this many open sessions those that are quiet are handed over early, above this many the oldest. */
const MOST_OPEN = 1 << 16
/** Sorts frames into TCP sessions; finished ones go to `done`. Memory is bounded by the open sessions. */
export function createSessionTable(done: (session: Session, why: Handover) => void): SessionTable {
  const segment = emptySegment()
  const open = createSessionIndex()
  const halfOpen = createHalfOpenStore()
  const settled = createSettled(LINGER_US)
  const gate = createGate(done)
  const counts = {
    packets: 0,
    tcpPackets: 0,
    otherFrames: 0,
    sealedFrames: 0,
    sessions: 0,
    givenUp: 0,
    lastUs: 0,
    firstUs: 0,
    get unlisted() {
      return gate.unlisted
    },
  }
  const unknownLinks = new Map<number, number>()
  let sinceSweep = 0

  function frame(one: Frame): void {
    counts.packets += 1
    const end = one.start + one.capturedBytes
    const at = ipHeaderAt(one.linkType, one.bytes, one.start, end)
    if (at < 0 || !readIpPacket(segment, one.bytes, at, end, one.start + one.originalBytes)) {
      counts.otherFrames += 1
      if (at < 0) unread(one)
      return
    }
    if (segment.kind === 'sealed') counts.sealedFrames += 1
    // Damaged clocks jump; only the order matters then.
    if (one.timed && one.atUs > 0) {
      if (counts.firstUs === 0) counts.firstUs = one.atUs
      counts.lastUs = Math.max(counts.lastUs, one.atUs)
    }
    if (segment.kind === 'tcp') tcp(one, at)
    else if (segment.kind === 'icmp') icmp(one)
    sinceSweep += 1
    if (sinceSweep >= SWEEP_FRAMES) sweep()
  }

  function unread({ linkType, bytes, start, capturedBytes }: Frame): void {
    if (!isKnownLinkType(linkType)) unknownLinks.set(linkType, (unknownLinks.get(linkType) ?? 0) + 1)
    else if (linkType === LINK_ETHERNET && capturedBytes >= 14 && u16be(bytes, start + 12) === MACSEC)
      counts.sealedFrames += 1
  }

  function tcp(one: Frame, at: number): void {
    counts.tcpPackets += 1
    const { sourceAt, targetAt } = segment
    const hash = hashOf(segment, sourceAt, targetAt)
    let session = open.find(hash, segment, sourceAt, targetAt)
    if (session === undefined) {
      if (isLate(one.atUs) || isKept(hash, at, one)) return
      session = follow(halfOpen.take(hash, segment, sourceAt, targetAt), hash)
    }
    if (session !== undefined && isNewSession(session, fromOf(session), segment)) {
      handOver(session, 'reused')
      if (isLate(one.atUs) || isKept(hash, at, one)) return
      session = undefined
    }
    session ??= begin(nextNumber(), hash, segment, one)
    addPacket(session, fromOf(session), segment, one.number, one.atUs)
    if ((segment.flags & FIN) !== 0 && hasSettled(session)) {
      settled.add(keyOf(session), one.atUs)
      handOver(session, 'closed')
    }
  }

  function fromOf(session: Session): SideIndex {
    return sideOf(session, segment, segment.sourceAt, segment.targetAt) ?? 0
  }

  function nextNumber(): number {
    counts.sessions += 1
    return counts.sessions
  }

  function begin(
    number: number,
    hash: number,
    first: Segment,
    { atUs, timed }: Pick<Frame, 'atUs' | 'timed'>,
  ): Session {
    const oldest = open.size >= MOST_OPEN ? open.quietest() : undefined
    if (oldest !== undefined) {
      counts.givenUp += 1
      handOver(oldest, oldest.closedUs >= 0 ? 'closed' : 'idle')
    }
    const session = createSession(number, hash, first, atUs)
    session.timed = timed
    open.add(session)
    return session
  }

  /** A last ACK, or a repeated FIN, of a session that ended in order. */
  function isLate(atUs: number): boolean {
    if (settled.size === 0) return false
    const key = keyOfPacket(segment)
    if ((segment.flags & (SYN | ACK)) === SYN) settled.forget(key)
    return settled.has(key, atUs)
  }

  /** Whether the packet is of a connection that need not be followed yet. */
  function isKept(hash: number, at: number, one: Frame): boolean {
    if ((segment.flags & SYN) === 0) return false
    const oldest = halfOpen.full ? halfOpen.takeOldest() : undefined
    if (oldest !== undefined) {
      counts.givenUp += 1
      handHalfOpen(oldest, 'idle')
    }
    return halfOpen.keep(hash, segment, at, one, nextNumber)
  }

  /** A half-open connection as a session. */
  function follow(known: HalfOpen | undefined, hash: number): Session | undefined {
    let session: Session | undefined
    known?.replay(({ segment: kept, frame, atUs, timed }) => {
      session ??= begin(known.number, hash, kept, { atUs, timed })
      addPacket(session, sideOf(session, kept, kept.sourceAt, kept.targetAt) ?? 0, kept, frame, atUs)
    })
    return session
  }

  function handHalfOpen(known: HalfOpen, why: Handover): void {
    const isListed = known.ports.some((port) => SMTP_PORTS.has(port)) && (!known.lone || gate.admitsLone())
    const session = isListed ? follow(known, 0) : undefined
    if (session === undefined) known.drop()
    else handOver(session, why)
  }

  function icmp(one: Frame): void {
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
    gate.hand(session, why, counts.lastUs)
  }

  function sweep(): void {
    sinceSweep = 0
    const now = counts.lastUs
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

  return { frame, end, counts, unknownLinks }
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
