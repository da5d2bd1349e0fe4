import { FIN, RST, SYN, type Segment } from '../wire/packet/segment.ts'
import { isCapturedLate, MOST_AHEAD_BYTES, type Entry } from './entry.ts'
import { anchor, type Side } from './side.ts'

/** Counts a packet on both sides. */
export function enter(entry: Entry, from: Side, to: Side, segment: Segment, atUs: number): void {
  const { flags, payloadBytes } = segment
  if (!entry.inWindow) return
  if (from.packets === 0) {
    from.ttl = segment.ttl
    from.firstTimestamp = segment.timestamp
    from.firstIpId = segment.ipId
  }
  from.packets += 1
  if ((flags & SYN) !== 0) enterSyn(from, segment, entry.offset)
  if (segment.timestamp >= 0) from.timestamps = true
  if (payloadBytes > 0) enterData(entry, from, segment, atUs)
  if ((flags & FIN) !== 0) {
    // What stands between the last octet in the capture and the FIN was sent and is not in the capture.
    if (from.packets > 1 && entry.offset > from.next && payloadBytes === 0) missed(from, entry.offset)
    from.sawFin = true
    from.finOffset = entry.offset + payloadBytes
    from.next = Math.max(from.next, from.finOffset + 1)
  }
  if ((flags & RST) !== 0) return
  if (entry.window >= 0 && (flags & SYN) === 0) from.window = entry.window
  if (entry.ack >= 0) enterAck(entry, to, atUs)
}

function enterSyn(from: Side, segment: Segment, offset: number): void {
  from.sawSyn = true
  if (!segment.optionsCut) {
    from.optionsSeen = true
    if (segment.mss > 0) from.mss = segment.mss
    from.windowShift = segment.windowShift
  }
  from.next = Math.max(from.next, offset + 1)
}

function enterData(entry: Entry, from: Side, segment: Segment, atUs: number): void {
  const { payloadBytes } = segment
  const end = entry.dataOffset + payloadBytes
  if (from.dataPackets === 0 && from.next === 0) {
    // Mid-stream: nothing before this packet will come.
    from.delivered = entry.dataOffset
    from.acked = Math.max(from.acked, entry.dataOffset)
  }
  if (isCapturedLate(from, entry.dataOffset, end)) from.missedBytes = Math.max(0, from.missedBytes - payloadBytes)
  from.dataPackets += 1
  from.sentBytes += payloadBytes
  from.lastDataAtUs = atUs
  if (segment.payloadCaptured < payloadBytes) from.snapped = true
  if (payloadBytes > from.largestSent) from.largestSent = payloadBytes
  if (entry.again) {
    // Karn: what was sent twice tells no time.
    if (from.timedOffset >= 0 && entry.dataOffset < from.timedOffset) from.timedOffset = -1
    return
  }
  if (from.timedOffset < 0) {
    from.timedOffset = end
    from.timedAtUs = atUs
  }
  if (from.inFlight.length < 8192) from.inFlight.push(end, payloadBytes)
  if (end > from.next) {
    from.next = end
    if (end - from.anchorOffset > 1 << 28) anchor(from, (segment.seq + payloadBytes) >>> 0, end)
  }
}

function enterAck(entry: Entry, to: Side, atUs: number): void {
  const { ack } = entry
  if (ack - to.acked > MOST_AHEAD_BYTES) return
  if (ack > to.acked) {
    to.acked = ack
    to.ackedAtUs = atUs
    if (ack > to.next) {
      // The capture lacks a part, or all, of what this side sent.
      if (to.packets > 0) missed(to, ack)
      to.next = ack
    }
    settle(to, ack)
    if (to.timedOffset >= 0 && ack >= to.timedOffset) {
      to.ackDelayUs = Math.min(to.ackDelayUs, atUs - to.timedAtUs)
      to.timedOffset = -1
    }
  }
  if (entry.sackTo > to.sackedTo && entry.sackTo <= to.next) {
    to.sackedTo = entry.sackTo
    noteSacked(to, entry.sackFrom, entry.sackTo)
  }
}

/** Octets up to an offset are known to have been sent, and the capture does not hold them (yet). */
function missed(side: Side, until: number): void {
  side.missedFrom = Math.max(side.next, 1)
  side.missedTo = until
  side.missedBytes += Math.max(0, until - side.missedFrom)
}

function settle(to: Side, ack: number): void {
  const { inFlight } = to
  let at = 0
  while (at < inFlight.length && (inFlight[at] ?? 0) <= ack) {
    const payload = inFlight[at + 1] ?? 0
    if (payload > to.largestAcked) to.largestAcked = payload
    at += 2
  }
  if (at === inFlight.length) inFlight.length = 0
  else if (at > 0) inFlight.splice(0, at)
}

function noteSacked(to: Side, from: number, end: number): void {
  for (let at = 0; at < to.inFlight.length; at += 2) {
    const last = to.inFlight[at] ?? 0
    const payload = to.inFlight[at + 1] ?? 0
    if (last <= end && last - payload >= from && payload > to.largestAcked) to.largestAcked = payload
  }
}
