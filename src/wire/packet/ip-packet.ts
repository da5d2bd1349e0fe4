import { ipv6Text } from '../../domain/address.ts'
import { u16be, u32be } from '../pcap/octets.ts'
import type { Segment } from './segment.ts'
import { readTcp } from './tcp-header.ts'
import { innerPacketAt } from './tunnel.ts'

const TCP = 6
const ICMP = 1
const ICMPV6 = 58
const ESP = 50
/** Tunnels in tunnels. */
const MOST_TUNNELS = 3

/**
 * Reads an IP packet into `segment`. `wireEnd` is where the packet would end had the frame not been snapped.
 * False: not an IP packet that can be read. Never throws, never reads past `end`.
 */
export function readIpPacket(
  segment: Segment,
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  tunnels = 0,
): boolean {
  segment.kind = 'other'
  segment.bytes = bytes
  segment.end = end
  const version = at < end ? (bytes[at] ?? 0) >> 4 : 0
  if (version === 4) return readIpv4(segment, bytes, at, end, wireEnd, tunnels)
  if (version === 6) return readIpv6(segment, bytes, at, end, wireEnd, tunnels)
  return false
}

function readIpv4(
  segment: Segment,
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  tunnels: number,
): boolean {
  const headerBytes = ((bytes[at] ?? 0) & 15) * 4
  if (headerBytes < 20 || at + headerBytes > end) return false
  // Segmentation offload writes 0 for packets above 64 kB.
  const total = u16be(bytes, at + 2)
  const packetEnd = total >= headerBytes ? Math.min(at + total, wireEnd) : wireEnd
  const fragment = u16be(bytes, at + 6)
  segment.family = 4
  segment.sourceAt = at + 12
  segment.targetAt = at + 16
  segment.ttl = bytes[at + 8] ?? 0
  segment.ipId = u16be(bytes, at + 4)
  segment.dontFragment = (fragment & 0x4000) !== 0
  segment.fragment = (fragment & 0x1fff) !== 0 ? 'later' : (fragment & 0x2000) !== 0 ? 'first' : 'no'
  return readPayload(segment, bytes[at + 9] ?? 0, bytes, at + headerBytes, end, packetEnd, tunnels)
}

function readIpv6(
  segment: Segment,
  bytes: Uint8Array,
  at: number,
  end: number,
  wireEnd: number,
  tunnels: number,
): boolean {
  if (at + 40 > end) return false
  const length = u16be(bytes, at + 4)
  const packetEnd = length === 0 ? wireEnd : Math.min(at + 40 + length, wireEnd)
  segment.family = 6
  segment.sourceAt = at + 8
  segment.targetAt = at + 24
  segment.ttl = bytes[at + 7] ?? 0
  segment.ipId = -1
  segment.dontFragment = true
  segment.fragment = 'no'
  let next = bytes[at + 6] ?? 0
  let headerAt = at + 40
  for (let headers = 0; headers < 16; headers += 1) {
    if (headerAt + 8 > end) break
    if (next === 0 || next === 43 || next === 60 || next === 135) {
      next = bytes[headerAt] ?? 0
      headerAt += ((bytes[headerAt + 1] ?? 0) + 1) * 8
    } else if (next === 51) {
      next = bytes[headerAt] ?? 0
      headerAt += ((bytes[headerAt + 1] ?? 0) + 2) * 4
    } else if (next === 44) {
      const offset = u16be(bytes, headerAt + 2)
      if ((offset & 0xfff8) !== 0) segment.fragment = 'later'
      else if ((offset & 1) !== 0) segment.fragment = 'first'
      next = bytes[headerAt] ?? 0
      headerAt += 8
    } else break
  }
  return readPayload(segment, next, bytes, headerAt, end, packetEnd, tunnels)
}

function readPayload(
  segment: Segment,
  protocol: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  packetEnd: number,
  tunnels: number,
): boolean {
  if (protocol === TCP) {
    if (segment.fragment === 'later') {
      segment.kind = 'other'
      return true
    }
    return readTcp(segment, bytes, at, Math.min(end, packetEnd), packetEnd)
  }
  if (protocol === ICMP || protocol === ICMPV6) return readIcmp(segment, bytes, at, end, protocol === ICMPV6)
  if (protocol === ESP) {
    segment.kind = 'sealed'
    return true
  }
  if (tunnels >= MOST_TUNNELS || segment.fragment === 'later') return false
  const inner = innerPacketAt(protocol, bytes, at, Math.min(end, packetEnd))
  return inner >= 0 && readIpPacket(segment, bytes, inner, end, packetEnd, tunnels + 1)
}

/** An error message that quotes a TCP packet: its addresses, ports and sequence number go into the segment. */
function readIcmp(segment: Segment, bytes: Uint8Array, at: number, end: number, v6: boolean): boolean {
  if (at + 8 > end) return false
  const type = bytes[at] ?? 0
  const isError = v6 ? type >= 1 && type <= 4 : type === 3 || type === 11 || type === 12
  if (!isError) return false
  const code = bytes[at + 1] ?? 0
  segment.icmpMtu = v6 ? (type === 2 ? u32be(bytes, at + 4) : 0) : type === 3 && code === 4 ? u16be(bytes, at + 6) : 0
  const quoted = at + 8
  let tcpAt: number
  if (v6) {
    if (quoted + 48 > end || (bytes[quoted] ?? 0) >> 4 !== 6 || bytes[quoted + 6] !== TCP) return false
    segment.quotedSourceAt = quoted + 8
    segment.quotedTargetAt = quoted + 24
    segment.quotedBytes = u16be(bytes, quoted + 4) + 40
    tcpAt = quoted + 40
  } else {
    const headerBytes = ((bytes[quoted] ?? 0) & 15) * 4
    if (
      headerBytes < 20 ||
      quoted + headerBytes + 8 > end ||
      (bytes[quoted] ?? 0) >> 4 !== 4 ||
      bytes[quoted + 9] !== TCP
    )
      return false
    segment.quotedSourceAt = quoted + 12
    segment.quotedTargetAt = quoted + 16
    segment.quotedBytes = u16be(bytes, quoted + 2)
    tcpAt = quoted + headerBytes
  }
  segment.kind = 'icmp'
  segment.icmpType = type
  segment.icmpCode = code
  segment.sourcePort = u16be(bytes, tcpAt)
  segment.targetPort = u16be(bytes, tcpAt + 2)
  segment.seq = u32be(bytes, tcpAt + 4)
  return true
}

/** An address as text, from its 4 or 16 octets (RFC 5952). */
export function addressText(bytes: Uint8Array, at: number, length: number): string {
  if (length === 4) return bytes.subarray(at, at + 4).join('.')
  return ipv6Text(Array.from({ length: 8 }, (_, index) => u16be(bytes, at + index * 2)))
}
