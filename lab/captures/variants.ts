import { concat } from '../../src/wire/octets.ts'
import { ipHeaderAt } from '../../src/wire/packet/link-layer.ts'
import { createCaptureReader } from '../../src/wire/pcap/capture-reader.ts'
import { writePcap, writePcapng, type WrittenFrame } from '../../src/wire/pcap/capture-writer.ts'

/** All frames of a capture, copied. */
export function framesOf(bytes: Uint8Array): WrittenFrame[] {
  const frames: WrittenFrame[] = []
  const reader = createCaptureReader((frame) => {
    frames.push({
      atUs: frame.atUs,
      linkType: frame.linkType,
      bytes: frame.bytes.slice(frame.start, frame.start + frame.capturedBytes),
      originalBytes: frame.originalBytes,
      ...(frame.comment === undefined ? {} : { comment: frame.comment }),
    })
  })
  reader.push(bytes)
  reader.end()
  return frames
}

/** The IP packet inside a frame; undefined for ARP and the like. */
function ipOf(frame: WrittenFrame): Uint8Array | undefined {
  const at = ipHeaderAt(frame.linkType, frame.bytes, 0, frame.bytes.length)
  return at < 0 ? undefined : frame.bytes.subarray(at)
}

/** Puts every IP packet behind another link header. */
export function relink(
  frames: readonly WrittenFrame[],
  linkType: number,
  header: (v6: boolean) => Uint8Array,
): WrittenFrame[] {
  return frames.flatMap((frame) => {
    const ip = ipOf(frame)
    if (ip === undefined) return []
    const head = header((ip[0] ?? 0) >> 4 === 6)
    const bytes = new Uint8Array(head.length + ip.length)
    bytes.set(head)
    bytes.set(ip, head.length)
    return [{ atUs: frame.atUs, linkType, bytes }]
  })
}

const of = (...octets: number[]): Uint8Array => Uint8Array.from(octets)
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)
const type = (v6: boolean): number[] => (v6 ? [0x86, 0xdd] : [0x08, 0x00])

const ether = (...rest: number[]): Uint8Array => of(...zeros(12), ...rest)
/** An outer IPv4 header whose length says nothing, as offload leaves it. */
const outer = (protocol: number): Uint8Array =>
  ether(8, 0, 0x45, 0, 0, 0, 0, 1, 0x40, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2)

export interface Variant {
  readonly name: string
  /** Must bring the very same verdicts. */
  readonly same: boolean
  make(frames: readonly WrittenFrame[]): Uint8Array
}

/** Everything that may wrap the same packets: byte orders, resolutions, containers, link types. */
export const WRAPPINGS: readonly Variant[] = [
  { name: 'pcap big-endian', same: true, make: (f) => writePcap(f, { bigEndian: true }) },
  { name: 'pcap nanoseconds', same: true, make: (f) => writePcap(f, { nanoseconds: true }) },
  {
    name: 'pcap big-endian nanoseconds',
    same: true,
    make: (f) => writePcap(f, { bigEndian: true, nanoseconds: true }),
  },
  { name: 'pcapng', same: true, make: (f) => writePcapng(f, 'a comment') },
  {
    name: 'pcapng of two sections',
    same: true,
    make: (f) => concat([writePcapng(f.slice(0, f.length >> 1)), writePcapng(f.slice(f.length >> 1))]),
  },
  {
    name: 'VLAN',
    same: true,
    make: (f) => writePcap(relink(f, 1, (v6) => of(...zeros(12), 0x81, 0, 0, 7, ...type(v6)))),
  },
  {
    name: 'QinQ',
    same: true,
    make: (f) => writePcap(relink(f, 1, (v6) => of(...zeros(12), 0x88, 0xa8, 0, 7, 0x81, 0, 0, 9, ...type(v6)))),
  },
  { name: 'raw IP 101', same: true, make: (f) => writePcap(relink(f, 101, () => of())) },
  { name: 'raw IP 12', same: true, make: (f) => writePcap(relink(f, 12, () => of())) },
  { name: 'raw IP 14', same: true, make: (f) => writePcap(relink(f, 14, () => of())) },
  { name: 'loopback 0', same: true, make: (f) => writePcap(relink(f, 0, (v6) => of(v6 ? 30 : 2, 0, 0, 0))) },
  { name: 'loopback 108', same: true, make: (f) => writePcap(relink(f, 108, (v6) => of(0, 0, 0, v6 ? 24 : 2))) },
  { name: 'cooked 113', same: true, make: (f) => writePcap(relink(f, 113, (v6) => of(...zeros(14), ...type(v6)))) },
  { name: 'cooked 276', same: true, make: (f) => writePcap(relink(f, 276, (v6) => of(...type(v6), ...zeros(18)))) },
  { name: 'MPLS', same: true, make: (f) => writePcap(relink(f, 1, () => ether(0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 64))) },
  {
    name: 'PPPoE',
    same: true,
    make: (f) => writePcap(relink(f, 1, (v6) => ether(0x88, 0x64, 0x11, 0, 0, 1, 0, 0, 0, v6 ? 0x57 : 0x21))),
  },
  { name: 'PPP 9', same: true, make: (f) => writePcap(relink(f, 9, (v6) => of(0xff, 3, 0, v6 ? 0x57 : 0x21))) },
  { name: 'Cisco HDLC 104', same: true, make: (f) => writePcap(relink(f, 104, (v6) => of(0x0f, 0, ...type(v6)))) },
  {
    name: 'SNAP',
    same: true,
    make: (f) => writePcap(relink(f, 1, (v6) => ether(1, 0, 0xaa, 0xaa, 3, 0, 0, 0, ...type(v6)))),
  },
  {
    name: 'NFLOG 239',
    same: true,
    make: (f) => writePcap(relink(f, 239, () => of(2, 0, 0, 0, 5, 0, 7, 0, 9, 0, 0, 0, 4, 0, 9, 0))),
  },
  {
    name: 'GRE with a key',
    same: true,
    make: (f) => writePcap(relink(f, 1, (v6) => of(...outer(47), 0x20, 0, ...type(v6), 0, 0, 0, 5))),
  },
  { name: 'IP in IP', same: true, make: (f) => writePcap(relink(f, 1, (v6) => outer(v6 ? 41 : 4))) },
  {
    name: 'VXLAN',
    same: true,
    make: (f) =>
      writePcap(
        relink(f, 1, (v6) =>
          of(...outer(17), 0x30, 0, 0x12, 0xb5, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 7, 0, ...zeros(12), ...type(v6)),
        ),
      ),
  },
  {
    name: 'GENEVE',
    same: true,
    make: (f) =>
      writePcap(
        relink(f, 1, (v6) =>
          of(...outer(17), 0x30, 0, 0x17, 0xc1, 0, 0, 0, 0, 1, 0, 0x65, 0x58, 0, 0, 7, 0, ...zeros(16), ...type(v6)),
        ),
      ),
  },
  {
    name: 'IPv4 228 and IPv6 229 side by side',
    same: true,
    make: (f) =>
      writePcapng(
        f.flatMap((frame) => {
          const ip = ipOf(frame)
          return ip === undefined
            ? []
            : [{ atUs: frame.atUs, linkType: (ip[0] ?? 0) >> 4 === 6 ? 229 : 228, bytes: ip }]
        }),
      ),
  },
  {
    name: 'every packet twice',
    same: true,
    make: (f) => writePcap(f.flatMap((one) => [one, { ...one, atUs: one.atUs + 40 }])),
  },
  {
    name: 'neighbours swapped',
    same: false,
    make: (f) =>
      writePcap(
        f.map((one, index) =>
          index % 7 === 3 ? (f[index + 1] ?? one) : index % 7 === 4 ? (f[index - 1] ?? one) : one,
        ),
      ),
  },
]

/** What damages or cuts: the answer may be poorer, never wrong and sure. */
export const DAMAGES: readonly Variant[] = [
  { name: 'snapped to 96', same: false, make: (f) => writePcap(snapped(f, 96), { snapBytes: 96 }) },
  { name: 'snapped to 68', same: false, make: (f) => writePcap(snapped(f, 68), { snapBytes: 68 }) },
  {
    name: 'from the client only',
    same: false,
    make: (f) => writePcap(f.filter((frame) => portsOf(frame)?.toServer !== false)),
  },
  {
    name: 'from the server only',
    same: false,
    make: (f) => writePcap(f.filter((frame) => portsOf(frame)?.toServer !== true)),
  },
  { name: 'begun in the middle', same: false, make: (f) => writePcap(f.slice(Math.floor(f.length / 3))) },
  { name: 'stopped early', same: false, make: (f) => writePcap(f.slice(0, Math.floor(f.length * 0.6))) },
  { name: 'one in twenty missing', same: false, make: (f) => writePcap(f.filter((_, index) => index % 20 !== 11)) },
  { name: 'without times', same: false, make: (f) => simpleBlocks(f) },
]

export function snapped(frames: readonly WrittenFrame[], most: number): WrittenFrame[] {
  return frames.map((frame) => ({ ...frame, bytes: frame.bytes.subarray(0, most), originalBytes: frame.bytes.length }))
}

function portsOf(frame: WrittenFrame): { toServer: boolean } | undefined {
  const ip = ipOf(frame)
  if (ip === undefined) return undefined
  const v6 = (ip[0] ?? 0) >> 4 === 6
  if (ip[v6 ? 6 : 9] !== 6) return undefined
  const at = v6 ? 40 : ((ip[0] ?? 0) & 15) * 4
  const source = ((ip[at] ?? 0) << 8) | (ip[at + 1] ?? 0)
  const target = ((ip[at + 2] ?? 0) << 8) | (ip[at + 3] ?? 0)
  return { toServer: target < source }
}

/** pcapng with simple packet blocks, which hold no time. */
function simpleBlocks(frames: readonly WrittenFrame[]): Uint8Array {
  const head = writePcapng(frames.slice(0, 1)).subarray(0, 28 + 20)
  const blocks = frames.map((frame) => {
    const size = 16 + ((frame.bytes.length + 3) & ~3)
    const block = new Uint8Array(size)
    const view = new DataView(block.buffer)
    view.setUint32(0, 3, true)
    view.setUint32(4, size, true)
    view.setUint32(8, frame.bytes.length, true)
    block.set(frame.bytes, 12)
    view.setUint32(size - 4, size, true)
    return block
  })
  return concat([head, ...blocks])
}
