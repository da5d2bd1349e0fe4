import { concat } from '../octets.ts'

/** One frame to write. */
export interface WrittenFrame {
  readonly atUs: number
  readonly linkType: number
  readonly bytes: Uint8Array
  /** Length on the wire; the bytes' own length when left out. */
  readonly originalBytes?: number
  readonly comment?: string
}

/** A pcapng file (one section, little-endian, an interface for each link type, microseconds) with comments on frames. */
export function writePcapng(frames: readonly WrittenFrame[], comment?: string): Uint8Array {
  const interfaces = [...new Set(frames.map((frame) => frame.linkType))]
  const blocks = [
    block(0x0a0d0d0a, [u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff), options(comment)]),
    ...interfaces.map((linkType) => block(1, [u16(linkType), u16(0), u32(0)])),
    ...frames.map((frame) => {
      const at = Math.round(frame.atUs)
      return block(6, [
        u32(interfaces.indexOf(frame.linkType)),
        u32(Math.floor(at / 0x1_0000_0000)),
        u32(at % 0x1_0000_0000),
        u32(frame.bytes.length),
        u32(frame.originalBytes ?? frame.bytes.length),
        padded(frame.bytes),
        options(frame.comment),
      ])
    }),
  ]
  return concat(blocks)
}

interface ClassicFormat {
  readonly bigEndian?: boolean
  readonly nanoseconds?: boolean
  readonly snapBytes?: number
}

/** A classic pcap file. All frames must share one link type. */
export function writePcap(frames: readonly WrittenFrame[], format: ClassicFormat = {}): Uint8Array {
  return concat([
    classicHeader(frames[0]?.linkType ?? 1, format),
    ...frames.map((frame) => classicRecord(frame, format)),
  ])
}

/** The 24 octets at the beginning of a classic pcap file. */
export function classicHeader(linkType: number, format: ClassicFormat = {}): Uint8Array {
  const { bigEndian = false, nanoseconds = false, snapBytes = 262_144 } = format
  const out = new Uint8Array(24)
  const view = new DataView(out.buffer)
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, !bigEndian)
  view.setUint16(4, 2, !bigEndian)
  view.setUint16(6, 4, !bigEndian)
  view.setUint32(16, snapBytes, !bigEndian)
  view.setUint32(20, linkType, !bigEndian)
  return out
}

/** One record of a classic pcap file. */
export function classicRecord(frame: WrittenFrame, format: ClassicFormat = {}): Uint8Array {
  const { bigEndian = false, nanoseconds = false } = format
  const out = new Uint8Array(16 + frame.bytes.length)
  const view = new DataView(out.buffer)
  const seconds = Math.floor(frame.atUs / 1e6)
  const fraction = frame.atUs - seconds * 1e6
  view.setUint32(0, seconds, !bigEndian)
  view.setUint32(4, Math.floor(nanoseconds ? fraction * 1000 : fraction), !bigEndian)
  view.setUint32(8, frame.bytes.length, !bigEndian)
  view.setUint32(12, frame.originalBytes ?? frame.bytes.length, !bigEndian)
  out.set(frame.bytes, 16)
  return out
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(parts)
  const size = body.length + 12
  return concat([u32(type), u32(size), body, u32(size)])
}

function options(comment: string | undefined): Uint8Array {
  if (comment === undefined) return new Uint8Array(0)
  const text = new TextEncoder().encode(comment.slice(0, 10_000))
  return concat([u16(1), u16(text.length), padded(text), u32(0)])
}

function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array((bytes.length + 3) & ~3)
  out.set(bytes)
  return out
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff)
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff)
}
