import { u16be, u32be, u32le } from '../pcap/octets.ts'

export const LINK_NULL = 0
export const LINK_ETHERNET = 1
export const LINK_RAW_BSD = 12
export const LINK_RAW_OPENBSD = 14
export const LINK_RAW = 101
export const LINK_LOOP = 108
export const LINK_SLL = 113
export const LINK_IPV4 = 228
export const LINK_IPV6 = 229
export const LINK_SLL2 = 276

const IPV4 = 0x0800
const IPV6 = 0x86dd

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
    default:
      return -1
  }
}

export function isKnownLinkType(linkType: number): boolean {
  return [
    LINK_NULL,
    LINK_ETHERNET,
    LINK_RAW_BSD,
    LINK_RAW_OPENBSD,
    LINK_RAW,
    LINK_LOOP,
    LINK_SLL,
    LINK_IPV4,
    LINK_IPV6,
    LINK_SLL2,
  ].includes(linkType)
}

function isIpFamily(family: number): boolean {
  return family === 2 || family === 10 || family === 24 || family === 28 || family === 30
}

function isTag(type: number): boolean {
  return type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200
}

/** Walks 802.1Q and 802.1ad tags, and a PPPoE session header. `at` points to the EtherType. */
function afterTags(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  for (let tags = 0; tags <= 4 && at + 2 <= end; tags += 1) {
    const type = u16be(bytes, at)
    if (type === IPV4 || type === IPV6) return at + 2
    if (type === 0x8864) {
      const protocol = at + 10 <= end ? u16be(bytes, at + 8) : 0
      return protocol === 0x0021 || protocol === 0x0057 ? at + 10 : -1
    }
    if (!isTag(type)) return -1
    at += 4
  }
  return -1
}
