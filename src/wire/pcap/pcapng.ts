import { STOP, type CaptureState, type Decoder } from './capture-reader.ts'
import { u16be, u16le, u32be, u32le, type ReadU16, type ReadU32 } from './octets.ts'
import { MOST_RECORD_BYTES } from './pcap-classic.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_DESCRIPTION = 1
const OLD_PACKET = 2
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6
/** Larger blocks (embedded files, decryption secrets) are skipped without being held. */
const MOST_BLOCK_BYTES = MOST_RECORD_BYTES + 65_536
const MOST_INTERFACES = 4096

interface Interface {
  readonly linkType: number
  readonly snapBytes: number
  /** Microseconds of one unit of its clock. */
  readonly unitUs: number
  readonly offsetUs: number
}

/** pcapng: sections of either byte order, several interfaces, enhanced, simple and old packet blocks, comments. */
export function pcapngDecoder(state: CaptureState): Decoder {
  const { frame, sink } = state
  let u16: ReadU16 = u16le
  let u32: ReadU32 = u32le
  let interfaces: Interface[] = []
  let skip = 0

  function emit(bytes: Uint8Array, start: number, captured: number, original: number, on: Interface | undefined): void {
    frame.number += 1
    frame.linkType = on?.linkType ?? -1
    frame.bytes = bytes
    frame.start = start
    frame.capturedBytes = captured
    frame.originalBytes = Math.max(original, captured)
    sink(frame)
    frame.comment = undefined
  }

  function stamp(high: number, low: number, on: Interface | undefined): void {
    const units = high * 0x1_0000_0000 + low
    frame.timed = true
    frame.atUs = on === undefined ? units : units * on.unitUs + on.offsetUs
  }

  function packet(bytes: Uint8Array, at: number, end: number, old: boolean): void {
    if (end - at < 20) return damaged('packet block is too short')
    const number = old ? u16(bytes, at) : u32(bytes, at)
    const on = interfaces[number]
    if (on === undefined)
      state.note(`frame ${frame.number + 1} names interface ${number}, which the file does not describe`)
    const captured = u32(bytes, at + 12)
    if (captured > end - at - 20) return damaged('packet is longer than its block')
    stamp(u32(bytes, at + 4), u32(bytes, at + 8), on)
    const optionsAt = at + 20 + ((captured + 3) & ~3)
    readOptions(bytes, optionsAt, end, u16, (code, from, length) => {
      if (code === 1) {
        frame.comment = text(bytes, from, length)
        state.comment(frame.comment)
      }
    })
    emit(bytes, at + 20, captured, u32(bytes, at + 16), on)
  }

  function simple(bytes: Uint8Array, at: number, end: number): void {
    if (end - at < 4) return damaged('simple packet block is too short')
    const on = interfaces[0]
    const original = u32(bytes, at)
    const captured = Math.min(original, end - at - 4, on?.snapBytes ?? original)
    frame.timed = false
    frame.atUs = 0
    emit(bytes, at + 4, captured, original, on)
  }

  function damaged(what: string): void {
    state.note(`block after frame ${frame.number} at octet ${state.offset()}: ${what}; it was left out`)
  }

  function describe(bytes: Uint8Array, at: number, end: number): void {
    if (interfaces.length >= MOST_INTERFACES || end - at < 8) return damaged('interface description was not understood')
    const made = {
      linkType: u16(bytes, at),
      snapBytes: u32(bytes, at + 4) || MOST_RECORD_BYTES,
      unitUs: 1,
      offsetUs: 0,
    }
    readOptions(bytes, at + 8, end, u16, (code, from, length) => {
      if (code === 9 && length >= 1) made.unitUs = unitOf(bytes[from] ?? 6)
      if (code === 14 && length >= 8) {
        const [high, low] =
          u16 === u16le ? [u32(bytes, from + 4), u32(bytes, from)] : [u32(bytes, from), u32(bytes, from + 4)]
        made.offsetUs = ((high | 0) * 0x1_0000_0000 + low) * 1e6
      }
    })
    interfaces.push(made)
    state.linkType(made.linkType)
  }

  function section(bytes: Uint8Array, start: number): boolean {
    const order = u32be(bytes, start + 8)
    if (order !== 0x1a2b3c4d && order !== 0x4d3c2b1a) return false
    ;[u16, u32] = order === 0x1a2b3c4d ? [u16be, u32be] : [u16le, u32le]
    interfaces = []
    return true
  }

  function step(bytes: Uint8Array, start: number, end: number): number {
    if (skip > 0) {
      const used = Math.min(skip, end - start)
      skip -= used
      return used
    }
    if (end - start < 12) return -12
    const isSection = u32be(bytes, start) === SECTION_HEADER
    if (isSection && !section(bytes, start)) {
      state.note(`section header at octet ${state.offset()} has no byte order mark: damaged, the rest was not read`)
      return STOP
    }
    const type = u32(bytes, start)
    const size = u32(bytes, start + 4)
    if (size < 12 || size % 4 !== 0) {
      state.note(
        `block after frame ${frame.number} at octet ${state.offset()} claims ${size} octets: damaged, the rest was not read`,
      )
      return STOP
    }
    if (size > MOST_BLOCK_BYTES) {
      state.note(`block after frame ${frame.number} of ${size} octets was skipped`)
      skip = size - 12
      return 12
    }
    if (end - start < size) return -size
    const bodyAt = start + 8
    const bodyEnd = start + size - 4
    if (type === ENHANCED_PACKET) packet(bytes, bodyAt, bodyEnd, false)
    else if (type === SIMPLE_PACKET) simple(bytes, bodyAt, bodyEnd)
    else if (type === OLD_PACKET) packet(bytes, bodyAt, bodyEnd, true)
    else if (type === INTERFACE_DESCRIPTION) describe(bytes, bodyAt, bodyEnd)
    else if (isSection) {
      readOptions(bytes, bodyAt + 16, bodyEnd, u16, (code, from, length) => {
        if (code === 1) state.comment(text(bytes, from, length))
      })
    }
    return size
  }

  return { step }
}

function readOptions(
  bytes: Uint8Array,
  from: number,
  end: number,
  u16: ReadU16,
  take: (code: number, at: number, length: number) => void,
): void {
  for (let at = from; at + 4 <= end;) {
    const code = u16(bytes, at)
    const length = u16(bytes, at + 2)
    if (code === 0 || at + 4 + length > end) return
    take(code, at + 4, length)
    at += 4 + ((length + 3) & ~3)
  }
}

/** if_tsresol: the top bit chooses powers of two, the rest is the negative exponent; seconds → microseconds. */
function unitOf(resolution: number): number {
  const exponent = resolution & 0x7f
  return resolution >= 0x80 ? 1e6 / 2 ** exponent : 1e6 / 10 ** exponent
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(at, at + Math.min(length, 2000)))
}
