import { ipHeaderAt, isKnownLinkType, LINK_ETHERNET } from '../wire/packet/link-layer.ts'
import { readIpPacket } from '../wire/packet/ip-packet.ts'
import { u16be, u32be } from '../wire/pcap/octets.ts'
import { ACK, emptySegment, FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import { release, type SideIndex } from './packet-log.ts'
import { letGo } from './reassembly.ts'
import { addPacket, createSession, finishReading, hasSettled, onSmtpPort, type Session } from './session.ts'
import { createSettled, keyOf, keyOfPacket } from './settled.ts'
import { offsetOf } from './side.ts'

/** Why a session was handed over. */
export type Handover = 'closed' | 'idle' | 'reused' | 'end-of-capture'

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
    open: number
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
/** Above this many open sessions the ones that were quiet longest are handed over early. */
const MOST_OPEN = 100_000

/** Sorts frames into TCP sessions; finished ones go to `done`. Memory is bounded by the open sessions. */
export function createSessionTable(done: (session: Session, why: Handover) => void): SessionTable {
  const segment = emptySegment()
  const buckets = new Map<number, Session>()
  const counts = {
    packets: 0,
    tcpPackets: 0,
    otherFrames: 0,
    sealedFrames: 0,
    sessions: 0,
    open: 0,
    lastUs: 0,
    firstUs: 0,
  }
  const unknownLinks = new Map<number, number>()
  const settled = createSettled(LINGER_US)
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
    if (segment.kind === 'tcp') tcp(one)
    else if (segment.kind === 'icmp') icmp(one)
    sinceSweep += 1
    if (sinceSweep >= SWEEP_FRAMES) sweep()
  }

  function unread({ linkType, bytes, start, capturedBytes }: Frame): void {
    if (!isKnownLinkType(linkType)) unknownLinks.set(linkType, (unknownLinks.get(linkType) ?? 0) + 1)
    else if (linkType === LINK_ETHERNET && capturedBytes >= 14 && u16be(bytes, start + 12) === MACSEC)
      counts.sealedFrames += 1
  }

  function tcp(one: Frame): void {
    counts.tcpPackets += 1
    const hash = hashOf(segment, segment.sourceAt, segment.targetAt)
    let session = buckets.get(hash)
    let from: SideIndex = 0
    while (session !== undefined) {
      const side = sideOf(session, segment, segment.sourceAt, segment.targetAt, segment.sourcePort, segment.targetPort)
      if (side >= 0) {
        from = side === 0 ? 0 : 1
        break
      }
      session = session.next
    }
    if (session !== undefined && isNewSession(session, from, segment)) {
      remove(session)
      hand(session, 'reused')
      forget(session)
      session = undefined
    }
    if (session === undefined) {
      if (isLate(one.atUs)) return
      from = 0
      counts.sessions += 1
      counts.open += 1
      session = createSession(counts.sessions, hash, segment, one.atUs)
      session.timed = one.timed
      session.next = buckets.get(hash)
      buckets.set(hash, session)
    }
    addPacket(session, from, segment, one.number, one.atUs)
    if ((segment.flags & FIN) !== 0 && hasSettled(session)) {
      settled.add(keyOf(session), one.atUs)
      remove(session)
      hand(session, 'closed')
      forget(session)
    }
  }

  /** A last ACK, or a repeated FIN, of a session that ended in order. */
  function isLate(atUs: number): boolean {
    if (settled.size === 0) return false
    const key = keyOfPacket(segment)
    if ((segment.flags & (SYN | ACK)) === SYN) settled.forget(key)
    return settled.has(key, atUs)
  }

  function icmp(one: Frame): void {
    const hash = hashOf(segment, segment.quotedSourceAt, segment.quotedTargetAt)
    for (let session = buckets.get(hash); session !== undefined; session = session.next) {
      const about = sideOf(
        session,
        segment,
        segment.quotedSourceAt,
        segment.quotedTargetAt,
        segment.sourcePort,
        segment.targetPort,
      )
      if (about < 0) continue
      if (session.icmp.length >= 16) return
      const side: SideIndex = about === 0 ? 0 : 1
      session.lastUs = Math.max(session.lastUs, one.atUs)
      session.icmp.push({
        frame: one.number,
        atUs: one.atUs,
        type: segment.icmpType,
        code: segment.icmpCode,
        family: segment.family,
        mtu: segment.icmpMtu,
        from: segment.bytes.slice(segment.sourceAt, segment.sourceAt + (segment.family === 4 ? 4 : 16)),
        about: side,
        offset: offsetOf(session.sides[side], segment.seq),
      })
      return
    }
  }

  function remove(gone: Session): void {
    const first = buckets.get(gone.hash)
    if (first === gone) {
      if (gone.next === undefined) buckets.delete(gone.hash)
      else buckets.set(gone.hash, gone.next)
    } else {
      for (let one = first; one !== undefined; one = one.next) if (one.next === gone) one.next = gone.next
    }
    gone.next = undefined
    counts.open -= 1
  }

  function hand(session: Session, why: Handover): void {
    if (session.foreign) return
    session.quietUs = Math.max(0, counts.lastUs - session.lastUs)
    finishReading(session)
    if (session.dialogue.smtp || onSmtpPort(session)) done(session, why)
  }

  function forget({ log, sides }: Session): void {
    release(log)
    letGo(sides[0])
    letGo(sides[1])
  }

  function sweep(): void {
    sinceSweep = 0
    const now = counts.lastUs
    settled.sweep(now)
    const patience = counts.open > MOST_OPEN ? LINGER_US : IDLE_US
    for (const first of buckets.values()) {
      for (let session: Session | undefined = first; session !== undefined;) {
        const { next }: Session = session
        const quiet = now - session.lastUs
        if (session.foreign ? quiet > LINGER_US : session.closedUs >= 0 ? quiet > LINGER_US : quiet > patience) {
          remove(session)
          hand(session, session.closedUs >= 0 ? 'closed' : 'idle')
          forget(session)
        }
        session = next
      }
    }
  }

  function end(): void {
    const open: Session[] = []
    for (const first of buckets.values())
      for (let one: Session | undefined = first; one !== undefined; one = one.next) open.push(one)
    buckets.clear()
    for (const session of open.toSorted((a, b) => a.number - b.number)) {
      session.next = undefined
      hand(session, 'end-of-capture')
      forget(session)
    }
  }

  return { frame, end, counts, unknownLinks }
}

function hashOf(segment: Segment, sourceAt: number, targetAt: number): number {
  const { bytes, family, sourcePort, targetPort } = segment
  const length = 16
  if (family === 4) return (mix(sourcePort, u32be(bytes, sourceAt)) + mix(targetPort, u32be(bytes, targetAt))) | 0
  let a = sourcePort
  let b = targetPort
  for (let index = 0; index < length; index += 1) {
    a = Math.imul(a, 31) + (bytes[sourceAt + index] ?? 0)
    b = Math.imul(b, 31) + (bytes[targetAt + index] ?? 0)
  }
  return (mix(0, a) + mix(0, b)) | 0
}

/** Mixed alone for each side and then added, so that both directions give the same. */
function mix(port: number, address: number): number {
  const x = Math.imul(address ^ Math.imul(port, 0x9e3779b1), 0x85ebca6b)
  return x ^ (x >>> 15)
}

function sideOf(
  session: Session,
  segment: Segment,
  sourceAt: number,
  targetAt: number,
  sourcePort: number,
  targetPort: number,
): number {
  const [a, b] = session.sides
  if (session.family !== segment.family) return -1
  if (
    a.port === sourcePort &&
    b.port === targetPort &&
    same(a.address, segment.bytes, sourceAt) &&
    same(b.address, segment.bytes, targetAt)
  )
    return 0
  if (
    b.port === sourcePort &&
    a.port === targetPort &&
    same(b.address, segment.bytes, sourceAt) &&
    same(a.address, segment.bytes, targetAt)
  )
    return 1
  return -1
}

function same(address: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < address.length; index += 1) if (address[index] !== bytes[at + index]) return false
  return true
}

/** A SYN with another initial number on the same four-tuple begins a new session, unless it is a mere repetition. */
function isNewSession(session: Session, from: SideIndex, segment: Segment): boolean {
  if ((segment.flags & (SYN | ACK | RST)) !== SYN) return false
  const side = session.sides[from]
  if (!side.sawSyn) return side.packets > 0
  return (
    offsetOf(side, segment.seq) !== 0 &&
    (session.closedUs >= 0 || side.next > 1 || session.sides[from === 0 ? 1 : 0].packets > 0)
  )
}
