import { RST, SYN } from '../wire/packet/segment.ts'
import type { Packet, SideIndex } from './packet-log.ts'
import type { Side } from './side.ts'

/** Octets of one side that never got through, however often they were sent. */
export interface StuckReport {
  /** First octet that was not acknowledged. */
  readonly offset: number
  /** The segment that carries it, first sending. */
  readonly segment: Packet
  /** Later sendings of it. */
  readonly resent: readonly Packet[]
  readonly forSeconds: number
  /** Distinct large segments (0.8 of the usual size and more) from `offset` on of which none was acknowledged. */
  readonly largeLost: number
  /** The segment is larger than anything that ever arrived. */
  readonly largerThanAnyPassed: boolean
  readonly isLarge: boolean
  /** Payload of a full packet on the wire. */
  readonly unit: number
  readonly largestPassed: number
  /** Something behind it arrived (SACK). */
  readonly passedBehind: boolean
  /** More than this one segment is missing: the acknowledgements show further holes behind it. */
  readonly scattered: boolean
  /** The size that the sender tried last is smaller than at first: path MTU probing or discovery. */
  readonly shrank: boolean
  /** The small ones that were tried: sizes that had passed before and fail now. */
  readonly smallLost: number
}

/** Sent again at least so often before anything is concluded (RFC 6298 doubles the pause each time). */
const LEAST_RESENT = 3

/** Undefined when the side's data were acknowledged, or when the capture is too short to tell. */
export function findStuck(
  side: Side,
  index: SideIndex,
  packets: readonly Packet[],
  beforeFrame: number,
): StuckReport | undefined {
  if (side.next <= side.acked || side.dataPackets === 0) return undefined
  const offset = side.acked
  const sent = packets.filter(
    (packet) =>
      packet.side === index && packet.length > 0 && packet.frame < beforeFrame && (packet.flags & (SYN | RST)) === 0,
  )
  const covering = sent.filter((packet) => packet.offset <= offset && offset < packet.offset + packet.length)
  const [segment] = covering
  const last = covering.at(-1)
  if (segment === undefined || last === undefined) return undefined
  const resent = covering.filter(
    (packet) => packet.again && packet.frame !== segment.frame && packet.atUs >= side.ackedAtUs,
  )
  if (resent.length < LEAST_RESENT || isHeldBack(index, packets, offset, segment)) return undefined
  const unit = segmentUnit(side, sent)
  const beyond = sent.filter((packet) => packet.offset >= offset)
  const isLarge = segment.length >= 0.8 * unit
  const large = new Map(
    beyond
      .filter((packet) => packet.length >= 0.8 * unit)
      .map((packet) => [packet.offset, Math.ceil(packet.length / unit)]),
  )
  const passed = Math.min(side.largestAcked, unit)
  return {
    offset,
    segment,
    resent,
    forSeconds: (last.atUs - segment.atUs) / 1e6,
    largeLost: [...large.values()].reduce((sum, count) => sum + count, 0),
    isLarge,
    unit,
    largerThanAnyPassed: Math.min(segment.length, unit) > passed,
    largestPassed: passed,
    passedBehind: side.sackedTo > offset,
    scattered: isScattered(packets, index, segment),
    shrank: last.length < 0.8 * Math.min(segment.length, unit) && last.length >= 200,
    smallLost: new Set(
      beyond.filter((packet) => packet.length <= passed && packet.length > 1).map((packet) => packet.offset),
    ).size,
  }
}

/** The other side answers each sending, and takes nothing: its window is 0 (probes may carry an octet, RFC 9293 §3.8.6.1). */
function isHeldBack(index: SideIndex, packets: readonly Packet[], offset: number, segment: Packet): boolean {
  const answers = packets.filter(
    (packet) =>
      packet.side !== index && packet.frame > segment.frame && packet.ack === offset && (packet.flags & RST) === 0,
  )
  return answers.length >= 2 && answers.every((packet) => packet.window === 0)
}

function isScattered(packets: readonly Packet[], index: SideIndex, segment: Packet): boolean {
  const sack = packets.findLast((packet) => packet.side !== index && packet.sackTo > 0)
  if (sack === undefined) return false
  return sack.sackFrom > segment.offset + segment.length || sack.sackedBytes < sack.sackTo - sack.sackFrom
}

/** Timestamps take their room from the segment (RFC 7323 §3.2). */
const TIMESTAMP_BYTES = 12

/** Payload of a full packet on the wire. Segmentation offload shows larger ones, which are cut further down. */
function segmentUnit(side: Side, sent: readonly Packet[]): number {
  const largest = sent.reduce((most, packet) => Math.max(most, packet.length), 0)
  const options = side.timestamps ? TIMESTAMP_BYTES : 0
  return Math.min(largest, (side.mss > 0 ? side.mss : 1460) - options)
}
