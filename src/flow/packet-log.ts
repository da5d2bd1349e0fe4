import { FIN, SYN, type Segment } from '../wire/packet/segment.ts'
import type { Entry } from './entry.ts'

/** Who sent a packet: `0` and `1` are the session's two sides. */
export type SideIndex = 0 | 1

export function otherSide(side: SideIndex): SideIndex {
  return side === 0 ? 1 : 0
}

/** One packet of a session. Sequence numbers are relative to their side's start: data begin at 1. */
export interface Packet {
  readonly frame: number
  readonly atUs: number
  readonly side: SideIndex
  /** TCP flags; 0 in an ICMP error. */
  readonly flags: number
  readonly offset: number
  readonly length: number
  /** Acknowledged octets of the other side; -1 without ACK. */
  readonly ack: number
  /** Octets that the sender of this packet can take, scaled; -1 when the scale is not known. */
  readonly window: number
  readonly ttl: number
  readonly ipId: number
  readonly timestamped: boolean
  readonly again: boolean
  /** Rightmost edge of its SACK blocks, -1 without. */
  readonly sackTo: number
  readonly sackFrom: number
  /** Octets in all of its SACK blocks: fewer than `sackTo - sackFrom` when there are holes between them. */
  readonly sackedBytes: number
}

/** Where each number of a packet stands in the array. */
const FRAME = 0
const AT_US = 1
const SIDE = 2
const FLAGS = 3
const OFFSET = 4
const LENGTH = 5
const ACKED = 6
const WINDOW = 7
const TTL = 8
const IP_ID = 9
const TIMESTAMPED = 10
const AGAIN = 11
const SACK_FROM = 12
const SACK_TO = 13
const SACKED_BYTES = 14
const FIELDS = 15

/** Two copies of a packet lie no further apart, in time and in packets between them. */
const TWICE_WITHIN_US = 1000
const SEARCHED_PACKETS = 24

/** A session keeps its first and its latest packets; between them only the sums of the ledger. */
const HEAD_PACKETS = 96
const MOST_PACKETS = 1024

/** A SYN that nobody answers needs no more: floods of them must stay small. */
const FIRST_PACKETS = 4
const SMALL_PACKETS = 64
/** Small arrays that finished sessions gave back. */
const spare: Float64Array[] = []
const MOST_SPARE = 256

/**
 * Packets of one session in a flat array of numbers: an object for each packet would cost more than the analysis.
 * Bounded: in the middle of a long session packets are forgotten.
 */
export interface PacketLog {
  values: Float64Array
  count: number
  forgotten: number
}

export function emptyLog(): PacketLog {
  return { values: spare.pop() ?? new Float64Array(FIRST_PACKETS * FIELDS), count: 0, forgotten: 0 }
}

const NO_VALUES = new Float64Array(0)

/** Gives the memory back. The log must not be used any more. */
export function release(log: PacketLog): void {
  if (log.values.length === SMALL_PACKETS * FIELDS && spare.length < MOST_SPARE) spare.push(log.values)
  log.values = NO_VALUES
  log.count = 0
}

/** Adds a packet of one side, as its segment shows it and its entry places it. */
export function record(
  log: PacketLog,
  side: SideIndex,
  segment: Segment,
  entry: Entry,
  frame: number,
  atUs: number,
): void {
  if ((log.count + 1) * FIELDS > log.values.length) makeRoom(log)
  const { values } = log
  const at = log.count * FIELDS
  values[at + FRAME] = frame
  values[at + AT_US] = atUs
  values[at + SIDE] = side
  values[at + FLAGS] = segment.flags
  values[at + OFFSET] = entry.offset
  values[at + LENGTH] = segment.payloadBytes
  values[at + ACKED] = entry.ack
  values[at + WINDOW] = entry.window
  values[at + TTL] = segment.ttl
  values[at + IP_ID] = segment.ipId
  values[at + TIMESTAMPED] = segment.timestamp >= 0 ? 1 : 0
  values[at + AGAIN] = entry.again ? 1 : 0
  values[at + SACK_FROM] = entry.sackFrom
  values[at + SACK_TO] = entry.sackTo
  values[at + SACKED_BYTES] = entry.sackedBytes
  log.count += 1
}

function makeRoom(log: PacketLog): void {
  if (log.count < MOST_PACKETS) {
    const packets = log.count < SMALL_PACKETS ? SMALL_PACKETS : Math.min(MOST_PACKETS, log.count * 4)
    const larger = (packets === SMALL_PACKETS ? spare.pop() : undefined) ?? new Float64Array(packets * FIELDS)
    larger.set(log.values)
    release({ values: log.values, count: 0, forgotten: 0 })
    log.values = larger
    return
  }
  const drop = (MOST_PACKETS - HEAD_PACKETS) >> 1
  log.values.copyWithin(HEAD_PACKETS * FIELDS, (HEAD_PACKETS + drop) * FIELDS)
  log.count -= drop
  log.forgotten += drop
}

/** True when one of the latest packets is the same one, seen twice within a millisecond (capture on all interfaces, a bridge). */
export function isSeenTwice(log: PacketLog, side: SideIndex, segment: Segment, entry: Entry, atUs: number): boolean {
  const { values } = log
  const { flags, payloadBytes, ipId } = segment
  const end = log.count * FIELDS
  const oldest = Math.max(0, end - SEARCHED_PACKETS * FIELDS)
  for (let at = end - FIELDS; at >= oldest; at -= FIELDS) {
    const elapsedUs = atUs - (values[at + AT_US] ?? 0)
    if (elapsedUs > 5 * TWICE_WITHIN_US) return false
    if (elapsedUs > TWICE_WITHIN_US || elapsedUs < -TWICE_WITHIN_US) continue
    if (
      values[at + SIDE] === side &&
      values[at + IP_ID] === ipId &&
      values[at + OFFSET] === entry.offset &&
      values[at + LENGTH] === payloadBytes &&
      values[at + FLAGS] === flags &&
      values[at + ACKED] === entry.ack &&
      values[at + WINDOW] === entry.window
    ) {
      // Without an IP identification, a pure ACK or a reset may rightly be sent several times in a row.
      return ipId > 0 || payloadBytes > 0 || (flags & (SYN | FIN)) !== 0
    }
  }
  return false
}

/** The packets that are kept, in the order of their capture; of a long session at most `most` of the first. */
export function unpack(log: PacketLog, most = Infinity): Packet[] {
  const { values } = log
  const packets: Packet[] = []
  for (let at = 0; at < Math.min(most, log.count) * FIELDS; at += FIELDS) {
    const field = (index: number): number => values[at + index] ?? 0
    packets.push({
      frame: field(FRAME),
      atUs: field(AT_US),
      side: field(SIDE) === 0 ? 0 : 1,
      flags: field(FLAGS),
      offset: field(OFFSET),
      length: field(LENGTH),
      ack: field(ACKED),
      window: field(WINDOW),
      ttl: field(TTL),
      ipId: field(IP_ID),
      timestamped: field(TIMESTAMPED) === 1,
      again: field(AGAIN) === 1,
      sackFrom: field(SACK_FROM),
      sackTo: field(SACK_TO),
      sackedBytes: field(SACKED_BYTES),
    })
  }
  return packets
}
