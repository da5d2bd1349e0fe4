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
  /** Octets in all of its SACK blocks: fewer than `sackTo - sackFrom` when there are holes between them. */
  readonly sackedBytes: number
}

const FIELDS = 15
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
  sackedBytes: number,
): void {
  if ((log.count + 1) * FIELDS > log.values.length) makeRoom(log)
  const { values } = log
  const at = log.count * FIELDS
  values[at] = frame
  values[at + 1] = atUs
  values[at + 2] = side
  values[at + 3] = flags
  values[at + 4] = offset
  values[at + 5] = length
  values[at + 6] = ack
  values[at + 7] = window
  values[at + 8] = ttl
  values[at + 9] = ipId
  values[at + 10] = timestamped ? 1 : 0
  values[at + 11] = again ? 1 : 0
  values[at + 12] = sackFrom
  values[at + 13] = sackTo
  values[at + 14] = sackedBytes
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
  const end = log.count * FIELDS
  const oldest = Math.max(0, end - 24 * FIELDS)
  for (let at = end - FIELDS; at >= oldest; at -= FIELDS) {
    const elapsedUs = atUs - (values[at + 1] ?? 0)
    if (elapsedUs > 5000) return false
    if (elapsedUs > 1000 || elapsedUs < -1000) continue
    if (
      values[at + 2] === side &&
      values[at + 9] === ipId &&
      values[at + 4] === offset &&
      values[at + 5] === length &&
      values[at + 3] === flags &&
      values[at + 6] === ack &&
      values[at + 7] === window
    ) {
      // Without an IP identification, a pure ACK or a reset may rightly be sent several times in a row.
      return ipId > 0 || length > 0 || (flags & 3) !== 0
    }
  }
  return false
}

export function unpack(log: PacketLog, most = Infinity): Packet[] {
  const { values } = log
  const packets: Packet[] = []
  for (let at = 0; at < Math.min(most, log.count) * FIELDS; at += FIELDS) {
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
      sackedBytes: field(14),
    })
  }
  return packets
}
