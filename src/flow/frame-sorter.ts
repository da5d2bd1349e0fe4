import { readIpPacket } from '../wire/packet/ip-packet.ts'
import { ipHeaderAt, isKnownLinkType, LINK_ETHERNET } from '../wire/packet/link-layer.ts'
import { emptySegment, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'
import { u16be } from '../wire/pcap/octets.ts'

/** What the frames of a capture were. */
export interface FrameCounts {
  packets: number
  tcpPackets: number
  otherFrames: number
  /** Encrypted below IP or TCP. */
  sealedFrames: number
  lastUs: number
  firstUs: number
}

export interface FrameSorter {
  readonly sort: (frame: Frame) => void
  readonly counts: FrameCounts
  /** Frames of link types that are not read. */
  readonly unknownLinks: ReadonlyMap<number, number>
}

/** Who wants which packets. The segment is borrowed; `at`: where its IP header begins. */
export interface PacketTakers {
  tcp(segment: Segment, frame: Frame, at: number): void
  icmp(segment: Segment, frame: Frame): void
}

/** EtherType of IEEE 802.1AE. */
const MACSEC = 0x88e5
/** Two addresses and the EtherType. */
const ETHERNET_HEADER_BYTES = 14

/** Reads each frame as far as its transport header, counts what it is, and hands on TCP and the ICMP errors. */
export function createFrameSorter(takers: PacketTakers): FrameSorter {
  const segment = emptySegment()
  const counts: FrameCounts = { packets: 0, tcpPackets: 0, otherFrames: 0, sealedFrames: 0, lastUs: 0, firstUs: 0 }
  const unknownLinks = new Map<number, number>()

  function sort(one: Frame): void {
    counts.packets += 1
    const end = one.start + one.capturedBytes
    const at = ipHeaderAt(one.linkType, one.bytes, one.start, end)
    if (at < 0 || !readIpPacket(segment, one.bytes, at, end, one.start + one.originalBytes)) {
      counts.otherFrames += 1
      if (at < 0) unread(one)
      return
    }
    // Damaged clocks jump; only the order matters then.
    if (one.timed && one.atUs > 0) {
      if (counts.firstUs === 0) counts.firstUs = one.atUs
      counts.lastUs = Math.max(counts.lastUs, one.atUs)
    }
    if (segment.kind === 'sealed') counts.sealedFrames += 1
    else if (segment.kind === 'icmp') takers.icmp(segment, one)
    else if (segment.kind === 'tcp') {
      counts.tcpPackets += 1
      takers.tcp(segment, one, at)
    }
  }

  function unread({ linkType, bytes, start, capturedBytes }: Frame): void {
    if (!isKnownLinkType(linkType)) unknownLinks.set(linkType, (unknownLinks.get(linkType) ?? 0) + 1)
    else if (
      linkType === LINK_ETHERNET &&
      capturedBytes >= ETHERNET_HEADER_BYTES &&
      u16be(bytes, start + ETHERNET_HEADER_BYTES - 2) === MACSEC
    )
      counts.sealedFrames += 1
  }

  return { sort, counts, unknownLinks }
}
