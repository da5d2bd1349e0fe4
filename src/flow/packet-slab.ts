import { readIpPacket } from '../wire/packet/ip-packet.ts'
import { emptySegment, type Segment } from '../wire/packet/segment.ts'
import type { Frame } from '../wire/pcap/frame.ts'

/** Captured headers and a few numbers about each, in flat arrays: an object for each would cost ten times as much. */
export interface PacketSlab {
  readonly full: boolean
  /** Keeps the octets of a packet from its IP header on. Its slot, from 1; 0: no room, or too long. */
  write(segment: Segment, at: number, frame: Frame): number
  /** Reads a packet again. The segment is borrowed until the next call. */
  read(slot: number): Segment
  get(slot: number, field: number): number
  set(slot: number, field: number, value: number): void
  free(slot: number): void
}

/** The numbers that the slab itself writes; those from `OWN_FIELDS` on are the caller's, 0 at first. */
export const FRAME = 0
export const AT_US = 1
export const TIMED = 2
const LENGTH = 3
const ON_WIRE = 4
export const OWN_FIELDS = 5
const FIELDS = 11

/** An IPv6 and a TCP header with all its options. */
const SLOT_OCTETS = 104
const CHUNK_SLOTS = 4096

interface Chunk {
  readonly octets: Uint8Array
  readonly numbers: Float64Array
}

export function createPacketSlab(most: number): PacketSlab {
  const chunks: Chunk[] = []
  const spare: number[] = []
  const kept = emptySegment()
  let used = 0

  const isFull = (): boolean => used - spare.length >= most
  const chunkOf = (slot: number): Chunk | undefined => chunks[Math.trunc((slot - 1) / CHUNK_SLOTS)]
  const indexOf = (slot: number): number => (slot - 1) % CHUNK_SLOTS
  const get = (slot: number, field: number): number => chunkOf(slot)?.numbers[indexOf(slot) * FIELDS + field] ?? 0
  const set = (slot: number, field: number, value: number): void => {
    const chunk = chunkOf(slot)
    if (chunk !== undefined) chunk.numbers[indexOf(slot) * FIELDS + field] = value
  }

  return {
    get full() {
      return isFull()
    },
    write(segment, at, frame) {
      if (segment.end - at > SLOT_OCTETS || isFull()) return 0
      const slot = spare.pop() ?? (used += 1)
      const index = indexOf(slot)
      const chunk = (chunks[Math.trunc((slot - 1) / CHUNK_SLOTS)] ??= {
        octets: new Uint8Array(CHUNK_SLOTS * SLOT_OCTETS),
        numbers: new Float64Array(CHUNK_SLOTS * FIELDS),
      })
      chunk.octets.set(segment.bytes.subarray(at, segment.end), index * SLOT_OCTETS)
      chunk.numbers.fill(0, index * FIELDS, (index + 1) * FIELDS)
      set(slot, FRAME, frame.number)
      set(slot, AT_US, frame.atUs)
      set(slot, TIMED, frame.timed ? 1 : 0)
      set(slot, LENGTH, segment.end - at)
      set(slot, ON_WIRE, frame.start + frame.originalBytes - at)
      return slot
    },
    read(slot) {
      const chunk = chunkOf(slot)
      const at = indexOf(slot) * SLOT_OCTETS
      if (chunk !== undefined) readIpPacket(kept, chunk.octets, at, at + get(slot, LENGTH), at + get(slot, ON_WIRE))
      return kept
    },
    get,
    set,
    free: (slot) => void spare.push(slot),
  }
}
