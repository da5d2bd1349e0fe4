import { u16be, u32be } from '../pcap/octets.ts'
import type { Segment } from './segment.ts'

/** Reads a TCP header. `packetEnd` is the end of the packet on the wire, `end` of what was captured of it. */
export function readTcp(segment: Segment, bytes: Uint8Array, at: number, end: number, packetEnd: number): boolean {
  // Ports, numbers, flags and window are the least that is of use.
  if (at + 16 > end) return false
  const headerBytes = ((bytes[at + 12] ?? 0) >> 4) * 4
  if (headerBytes < 20 || at + headerBytes > packetEnd) return false
  segment.kind = 'tcp'
  segment.sourcePort = u16be(bytes, at)
  segment.targetPort = u16be(bytes, at + 2)
  segment.seq = u32be(bytes, at + 4)
  segment.ack = u32be(bytes, at + 8)
  segment.flags = bytes[at + 13] ?? 0
  segment.window = u16be(bytes, at + 14)
  segment.payloadAt = at + headerBytes
  segment.payloadBytes = packetEnd - segment.payloadAt
  segment.payloadCaptured = Math.max(0, Math.min(end, packetEnd) - segment.payloadAt)
  segment.mss = -1
  segment.windowShift = -1
  segment.timestamp = -1
  segment.sackBlocks = 0
  segment.optionsCut = segment.payloadAt > end
  if (headerBytes > 20) readOptions(segment, bytes, at + 20, Math.min(segment.payloadAt, end))
  return true
}

function readOptions(segment: Segment, bytes: Uint8Array, from: number, end: number): void {
  // The usual layout of an established Linux flow: NOP NOP timestamps, nothing else.
  if (end - from === 12 && bytes[from] === 1 && bytes[from + 1] === 1 && bytes[from + 2] === 8) {
    segment.timestamp = u32be(bytes, from + 4)
    return
  }
  for (let at = from; at < end;) {
    const kind = bytes[at] ?? 0
    if (kind === 0) return
    if (kind === 1) {
      at += 1
      continue
    }
    const length = at + 1 < end ? (bytes[at + 1] ?? 0) : 0
    if (length < 2 || at + length > end) return
    if (kind === 2 && length === 4) segment.mss = u16be(bytes, at + 2)
    else if (kind === 3 && length === 3) segment.windowShift = Math.min(bytes[at + 2] ?? 0, 14)
    else if (kind === 8 && length === 10) segment.timestamp = u32be(bytes, at + 2)
    else if (kind === 5) {
      const blocks = Math.min(4, (length - 2) >> 3)
      for (let index = 0; index < blocks * 2; index += 1) segment.sack[index] = u32be(bytes, at + 2 + index * 4)
      segment.sackBlocks = blocks
    }
    at += length
  }
}
