/** Who sent a packet: `0` and `1` are the session's two sides. */
export type SideIndex = 0 | 1

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
}

const FIELDS = 14
/** A session keeps its first and its latest packets; between them only the sums of the ledger. */
const HEAD_PACKETS = 96
const MOST_PACKETS = 1024

/**
 * Packets of one session in a flat array of numbers: an object for each packet would cost more than the analysis.
 * Bounded: in the middle of a long session packets are forgotten.
 */
export interface PacketLog {
  readonly values: number[]
  forgotten: number
}

export function emptyLog(): PacketLog {
  return { values: [], forgotten: 0 }
}

export function record(
  log: PacketLog,
  frame: number,
  atUs: number,
  side: SideIndex,
  flags: number,
  offset: number,
  length: number,
  ack: number,
  window: number,
  ttl: number,
  ipId: number,
  timestamped: boolean,
  again: boolean,
  sackFrom: number,
  sackTo: number,
): void {
  log.values.push(
    frame, atUs, side, flags, offset, length, ack, window, ttl, ipId, timestamped ? 1 : 0, again ? 1 : 0, sackFrom, sackTo,
  )
  if (log.values.length >= MOST_PACKETS * FIELDS) {
    const drop = (MOST_PACKETS - HEAD_PACKETS) >> 1
    log.values.splice(HEAD_PACKETS * FIELDS, drop * FIELDS)
    log.forgotten += drop
  }
}

/** True when one of the latest packets is the same one, seen twice within a millisecond (capture on all interfaces, a bridge). */
export function isSeenTwice(
  log: PacketLog,
  atUs: number,
  side: SideIndex,
  flags: number,
  offset: number,
  length: number,
  ack: number,
  window: number,
  ipId: number,
): boolean {
  const { values } = log
  const oldest = Math.max(0, values.length - 24 * FIELDS)
  for (let at = values.length - FIELDS; at >= oldest; at -= FIELDS) {
    const elapsedUs = atUs - (values[at + 1] ?? 0)
    if (elapsedUs > 1000 || elapsedUs < -1000) continue
    if (
      values[at + 2] === side && values[at + 9] === ipId && values[at + 4] === offset && values[at + 5] === length &&
      values[at + 3] === flags && values[at + 6] === ack && values[at + 7] === window
    ) {
      // Without an IP identification, a pure ACK may rightly be sent twice in a row.
      return ipId > 0 || length > 0 || (flags & 7) !== 0
    }
  }
  return false
}

export function unpack(log: PacketLog): Packet[] {
  const { values } = log
  const packets: Packet[] = []
  for (let at = 0; at < values.length; at += FIELDS) {
    const field = (index: number): number => values[at + index] ?? 0
    packets.push({
      frame: field(0),
      atUs: field(1),
      side: field(2) === 0 ? 0 : 1,
      flags: field(3),
      offset: field(4),
      length: field(5),
      ack: field(6),
      window: field(7),
      ttl: field(8),
      ipId: field(9),
      timestamped: field(10) === 1,
      again: field(11) === 1,
      sackFrom: field(12),
      sackTo: field(13),
    })
  }
  return packets
}
