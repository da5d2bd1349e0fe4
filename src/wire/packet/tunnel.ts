import { u16be, u32be } from '../pcap/octets.ts'
import { afterTags } from './link-layer.ts'

const IPV4_IN_IP = 4
const UDP = 17
const IPV6_IN_IP = 41
const GRE = 47
/** Ports of VXLAN (RFC 7348 §5) and GENEVE (RFC 8926 §3.3), which clouds use to mirror traffic. */
const VXLAN_PORT = 4789
const GENEVE_PORT = 6081
const BRIDGED = 0x6558
const ERSPAN = 0x88be
const ERSPAN_BYTES = 8

/** Offset of the IP packet inside a tunnel's payload, or -1. `protocol` is that of the outer IP header. */
export function innerPacketAt(protocol: number, bytes: Uint8Array, at: number, end: number): number {
  if (protocol === IPV4_IN_IP || protocol === IPV6_IN_IP) return at < end ? at : -1
  if (protocol === GRE) return afterGre(bytes, at, end)
  return protocol === UDP ? afterUdp(bytes, at, end) : -1
}

/** RFC 2784 and RFC 2890: flags and version, type, then checksum, key and sequence number where flagged. */
function afterGre(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1
  const flags = u16be(bytes, at)
  if ((flags & 7) !== 0) return -1
  const options = (flags & 0xc000) === 0 ? 0 : 4
  const inner = at + 4 + options + ((flags & 0x2000) === 0 ? 0 : 4) + ((flags & 0x1000) === 0 ? 0 : 4)
  const type = u16be(bytes, at + 2)
  // ERSPAN of type I has no header of its own, and no sequence number in GRE.
  if (type === ERSPAN) return afterTags(bytes, inner + ((flags & 0x1000) === 0 ? 0 : ERSPAN_BYTES) + 12, end)
  return afterType(type, bytes, inner, end)
}

function afterUdp(bytes: Uint8Array, at: number, end: number): number {
  if (at + 16 > end) return -1
  const port = u16be(bytes, at + 2)
  const inner = at + 8
  if (port === VXLAN_PORT) return bytes[inner] === 8 ? afterTags(bytes, inner + 8 + 12, end) : -1
  if (port !== GENEVE_PORT || (bytes[inner] ?? 0) >> 6 !== 0 || (u32be(bytes, inner + 4) & 0xff) !== 0) return -1
  const options = ((bytes[inner] ?? 0) & 0x3f) * 4
  return afterType(u16be(bytes, inner + 2), bytes, inner + 8 + options, end)
}

function afterType(type: number, bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1
  if (type === 0x0800 || type === 0x86dd) return at
  return type === BRIDGED ? afterTags(bytes, at + 12, end) : -1
}
