import { ACK, SYN, type Segment } from '../wire/packet/segment.ts'
import { anchor, offsetOf, type Side } from './side.ts'

/** A segment this far ahead of its side belongs to no window: damage or a forgery; it is logged and not counted. */
export const MOST_AHEAD_BYTES = 1 << 27

/** Where one packet stands in its flow, as the ledger enters it. Reused from packet to packet. */
export interface Entry {
  offset: number
  /** Where its payload begins: a SYN that carries some (RFC 7413) counts as an octet of its own. */
  dataOffset: number
  ack: number
  window: number
  /** All of its octets had been sent before. */
  again: boolean
  /** Its sequence number fits the flow. */
  inWindow: boolean
  sackFrom: number
  sackTo: number
  sackedBytes: number
}

export function emptyEntry(): Entry {
  return {
    offset: 0,
    dataOffset: 0,
    ack: -1,
    window: -1,
    again: false,
    inWindow: true,
    sackFrom: -1,
    sackTo: -1,
    sackedBytes: 0,
  }
}

/** Places a packet in the offsets of its flow, without counting it yet (it may be a duplicate). */
export function place(entry: Entry, from: Side, to: Side, segment: Segment): void {
  const { flags } = segment
  if (!from.anchored) anchor(from, segment.seq, (flags & SYN) !== 0 ? 0 : 1)
  entry.offset = offsetOf(from, segment.seq)
  entry.dataOffset = entry.offset + ((flags & SYN) !== 0 ? 1 : 0)
  entry.ack = -1
  if ((flags & ACK) !== 0) {
    if (!to.anchored) anchor(to, segment.ack, 1)
    entry.ack = offsetOf(to, segment.ack)
  }
  const scaled = (flags & SYN) === 0 && from.optionsSeen && to.optionsSeen
  const shift = scaled && to.windowShift >= 0 && from.windowShift >= 0 ? from.windowShift : 0
  entry.window = (flags & SYN) !== 0 || scaled || segment.window === 0 ? segment.window * 2 ** shift : -1
  entry.sackFrom = -1
  entry.sackTo = -1
  entry.sackedBytes = 0
  for (let index = 0; index < segment.sackBlocks; index += 1) {
    const left = offsetOf(to, segment.sack[index * 2] ?? 0)
    const right = offsetOf(to, segment.sack[index * 2 + 1] ?? 0)
    // A block below the acknowledgement reports a duplicate (RFC 2883), it does not acknowledge.
    if (left < entry.ack || right <= left) continue
    entry.sackedBytes += right - left
    if (right > entry.sackTo) entry.sackTo = right
    if (entry.sackFrom < 0 || left < entry.sackFrom) entry.sackFrom = left
  }
  entry.inWindow = entry.offset - from.next < MOST_AHEAD_BYTES && from.next - entry.offset < MOST_AHEAD_BYTES
  if (from.packets === 0) entry.inWindow = true
  const end = entry.dataOffset + segment.payloadBytes
  entry.again =
    segment.payloadBytes > 0 && end <= from.next && from.dataPackets > 0 && !isCapturedLate(from, entry.dataOffset, end)
}

/** Captured behind the acknowledgement that it brought: late, and not sent again. */
export function isCapturedLate(from: Side, offset: number, end: number): boolean {
  return from.missedBytes > 0 && offset >= from.missedFrom && end <= from.missedTo && end > from.delivered
}
