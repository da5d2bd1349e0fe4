import { u16be, u16le, u32be, u32le } from '../pcap/octets.ts'

export const LINK_NULL = 0
export const LINK_ETHERNET = 1
export const LINK_PPP = 9
export const LINK_RAW_BSD = 12
export const LINK_RAW_OPENBSD = 14
export const LINK_PPP_SERIAL = 50
export const LINK_PPP_ETHER = 51
export const LINK_RAW = 101
export const LINK_C_HDLC = 104
export const LINK_LOOP = 108
export const LINK_SLL = 113
export const LINK_IPV4 = 228
export const LINK_IPV6 = 229
export const LINK_NFLOG = 239
export const LINK_PKTAP = 258
export const LINK_SLL2 = 276

const IPV4 = 0x0800
const IPV6 = 0x86dd
const PPP_IPV4 = 0x0021
const PPP_IPV6 = 0x0057
/** NFULA_PAYLOAD of linux/netfilter/nfnetlink_log.h. */
const NFLOG_PAYLOAD = 9

/** Offset of the IP header in a frame, or -1 when the frame carries something else (or its link type is not known). */
export function ipHeaderAt(linkType: number, bytes: Uint8Array, start: number, end: number): number {
  switch (linkType) {
    case LINK_ETHERNET:
      return afterTags(bytes, start + 12, end)
    case LINK_RAW:
    case LINK_RAW_BSD:
    case LINK_RAW_OPENBSD:
    case LINK_IPV4:
    case LINK_IPV6:
      return start < end ? start : -1
    case LINK_SLL:
      return afterTags(bytes, start + 14, end)
    case LINK_SLL2: {
      if (end - start < 20) return -1
      const protocol = u16be(bytes, start)
      if (protocol === IPV4 || protocol === IPV6) return start + 20
      return isTag(protocol) ? afterTags(bytes, start + 22, end) : -1
    }
    case LINK_NULL: {
      // The address family in the byte order of the machine that captured; 24, 28 and 30 are IPv6 on the BSDs and macOS.
      if (end - start < 4) return -1
      return isIpFamily(u32le(bytes, start)) || isIpFamily(u32be(bytes, start)) ? start + 4 : -1
    }
    case LINK_LOOP:
      return end - start >= 4 && isIpFamily(u32be(bytes, start)) ? start + 4 : -1
    case LINK_PPP:
    case LINK_PPP_SERIAL:
      return afterPpp(bytes, start, end)
    case LINK_PPP_ETHER:
      return afterPppoe(bytes, start, end)
    case LINK_C_HDLC:
      return afterTags(bytes, start + 2, end)
    case LINK_NFLOG:
      return inNflog(bytes, start, end)
    case LINK_PKTAP:
      return inPktap(bytes, start, end)
    default:
      return -1
  }
}

const KNOWN: ReadonlySet<number> = new Set([
  LINK_NULL,
  LINK_ETHERNET,
  LINK_PPP,
  LINK_RAW_BSD,
  LINK_RAW_OPENBSD,
  LINK_PPP_SERIAL,
  LINK_PPP_ETHER,
  LINK_RAW,
  LINK_C_HDLC,
  LINK_LOOP,
  LINK_SLL,
  LINK_IPV4,
  LINK_IPV6,
  LINK_NFLOG,
  LINK_PKTAP,
  LINK_SLL2,
])

export function isKnownLinkType(linkType: number): boolean {
  return KNOWN.has(linkType)
}

function isIpFamily(family: number): boolean {
  return family === 2 || family === 10 || family === 24 || family === 28 || family === 30
}

function isTag(type: number): boolean {
  return type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200
}

/**
 * Walks 802.1Q and 802.1ad tags, a PPPoE session header, MPLS labels and SNAP. `at` points to the EtherType (an Ethernet header
 * has it at 12).
 */
export function afterTags(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  for (let tags = 0; tags <= 4 && at + 2 <= end; tags += 1) {
    const type = u16be(bytes, at)
    if (type === IPV4 || type === IPV6) return at + 2
    if (type === 0x8864) return afterPppoe(bytes, at + 2, end)
    if (type === 0x8847 || type === 0x8848) return afterLabels(bytes, at + 2, end)
    // A length (IEEE 802.3), then LLC and SNAP, whose last two octets are a type.
    if (type <= 1500 && at + 10 <= end && u16be(bytes, at + 2) === 0xaaaa) at += 8
    else if (isTag(type)) at += 4
    else return -1
  }
  return -1
}

/** RFC 2516 §4: version and type, code, session, length, and then PPP without its address and control. */
function afterPppoe(bytes: Uint8Array, at: number, end: number): number {
  return at + 8 <= end && bytes[at] === 0x11 ? afterPpp(bytes, at + 6, end) : -1
}

function afterPpp(bytes: Uint8Array, from: number, end: number): number {
  const at = bytes[from] === 0xff && bytes[from + 1] === 3 ? from + 2 : from
  if (at + 2 > end) return -1
  // A compressed protocol field has one octet, which is odd (RFC 1661 §6.5).
  if (((bytes[at] ?? 0) & 1) === 1) return bytes[at] === PPP_IPV4 || bytes[at] === PPP_IPV6 ? at + 1 : -1
  const protocol = u16be(bytes, at)
  return protocol === PPP_IPV4 || protocol === PPP_IPV6 ? at + 2 : -1
}

/** RFC 3032 §2.1: labels of four octets up to the bottom of the stack; what follows tells itself by its first four bits. */
function afterLabels(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  for (let labels = 0; labels < 8 && at + 5 <= end; labels += 1) {
    const bottom = ((bytes[at + 2] ?? 0) & 1) === 1
    at += 4
    if (!bottom) continue
    const version = (bytes[at] ?? 0) >> 4
    return version === 4 || version === 6 ? at : -1
  }
  return -1
}

/** Attributes of length, type and value, padded to four octets, in the byte order of the machine that captured. */
function inNflog(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 4
  while (at + 4 <= end) {
    const length = u16le(bytes, at)
    if (length < 4) return -1
    if ((u16le(bytes, at + 2) & 0x7fff) === NFLOG_PAYLOAD) return at + 4 < end ? at + 4 : -1
    at += (length + 3) & ~3
  }
  return -1
}

/** macOS writes a header of its own before the frame, which names the frame's link type. */
function inPktap(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 12) return -1
  const header = u32le(bytes, start)
  const inner = u32le(bytes, start + 8)
  return header < 12 || start + header >= end || inner === LINK_PKTAP
    ? -1
    : ipHeaderAt(inner, bytes, start + header, end)
}
