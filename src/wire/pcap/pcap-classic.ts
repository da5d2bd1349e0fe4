import { STOP, type CaptureState, type Decoder } from './capture-reader.ts'
import { u32be, u32le } from './octets.ts'

const FILE_HEADER_BYTES = 24
const RECORD_HEADER_BYTES = 16
/** No link type captures more in one record (tcpdump's own limit is 262,144); more means damage. */
export const MOST_RECORD_BYTES = 1 << 21

/** Undefined when `magic` (the first four octets, big-endian) is none of the four of classic pcap. */
export function classicDecoder(state: CaptureState, magic: number): Decoder | undefined {
  const little = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1
  const nanos = magic === 0xa1b23c4d || magic === 0x4d3cb2a1
  if (!little && magic !== 0xa1b2c3d4 && magic !== 0xa1b23c4d) return undefined
  const u32 = little ? u32le : u32be
  const { frame, sink } = state
  let headerSeen = false

  function step(bytes: Uint8Array, start: number, end: number): number {
    if (!headerSeen) {
      if (end - start < FILE_HEADER_BYTES) return -FILE_HEADER_BYTES
      // The upper bits of the word tell about frame check sequences.
      frame.linkType = u32(bytes, start + 20) & 0xffff
      state.linkType(frame.linkType)
      headerSeen = true
      return FILE_HEADER_BYTES
    }
    if (end - start < RECORD_HEADER_BYTES) return -RECORD_HEADER_BYTES
    const captured = u32(bytes, start + 8)
    const original = u32(bytes, start + 12)
    if (captured > MOST_RECORD_BYTES) {
      state.note(
        `record ${frame.number + 1} at octet ${state.offset()} claims ${captured} octets: damaged, the rest was not read`,
      )
      return STOP
    }
    const size = RECORD_HEADER_BYTES + captured
    if (end - start < size) return -size
    const fraction = u32(bytes, start + 4)
    frame.number += 1
    frame.atUs = u32(bytes, start) * 1e6 + (nanos ? fraction / 1000 : fraction)
    frame.timed = true
    frame.bytes = bytes
    frame.start = start + RECORD_HEADER_BYTES
    frame.capturedBytes = captured
    frame.originalBytes = Math.max(original, captured)
    sink(frame)
    return size
  }

  return { step }
}
