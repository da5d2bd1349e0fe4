import type { Segment } from '../wire/packet/segment.ts'
import type { Side } from './side.ts'

/** Receives the octets of one side in order. Bytes are borrowed. */
export interface StreamReader {
  octets(bytes: Uint8Array, start: number, end: number, offset: number, frame: number, atUs: number): void
  /** Octets that the capture does not hold. */
  gap(length: number, offset: number): void
}

/** Octets held behind a hole, per side. */
const MOST_HELD_BYTES = 1 << 19
const MOST_HELD_PIECES = 512
/** Of all sessions together: a capture that lacks much of thousands of sessions must not fill the memory. */
const MOST_HELD_IN_ALL_BYTES = 1 << 26
const heldInAll = { bytes: 0 }
/** A hole that the other side acknowledged is given up after this: the capture missed a packet that the peer got. */
const PATIENCE_US = 50_000

/** Hands the payload of a packet to the reader, in order; out of order it is kept. */
export function deliver(
  side: Side,
  segment: Segment,
  offset: number,
  frame: number,
  atUs: number,
  reader: StreamReader,
): void {
  const { payloadAt, payloadBytes, payloadCaptured, bytes } = segment
  const end = offset + payloadBytes
  if (end > side.delivered) {
    if (offset <= side.delivered) {
      const skip = side.delivered - offset
      hand(side, bytes, payloadAt + skip, payloadAt + payloadCaptured, end, frame, atUs, reader)
    } else if (
      side.held.length < MOST_HELD_PIECES &&
      side.heldBytes + payloadCaptured < MOST_HELD_BYTES &&
      heldInAll.bytes < MOST_HELD_IN_ALL_BYTES
    ) {
      const copy = bytes.slice(payloadAt, payloadAt + payloadCaptured)
      side.held.push({ offset, length: payloadBytes, bytes: copy, frame, atUs })
      side.heldBytes += payloadCaptured
      heldInAll.bytes += payloadCaptured
    }
  }
  if (side.held.length > 0) drain(side, atUs, reader, false)
}

/** Gives what is held behind holes that will not be filled any more. */
export function flush(side: Side, reader: StreamReader): void {
  drain(side, Infinity, reader, true)
}

function drain(side: Side, nowUs: number, reader: StreamReader, last: boolean): void {
  while (side.held.length > 0) {
    let lowest = 0
    for (let index = 1; index < side.held.length; index += 1) {
      if ((side.held[index]?.offset ?? 0) < (side.held[lowest]?.offset ?? 0)) lowest = index
    }
    const piece = side.held[lowest]
    if (piece === undefined) return
    const end = piece.offset + piece.length
    if (piece.offset > side.delivered) {
      // Not acknowledged: lost on the way and still to come. At the end it never came, and nothing behind it counts.
      const acknowledged = side.acked >= piece.offset
      const full = side.held.length >= MOST_HELD_PIECES || side.heldBytes >= MOST_HELD_BYTES - 65_536
      if (!acknowledged ? !full || last : !last && !full && nowUs - piece.atUs < PATIENCE_US) return
      const length = piece.offset - side.delivered
      side.missedBytes += length
      reader.gap(length, side.delivered)
      side.delivered = piece.offset
    }
    side.held.splice(lowest, 1)
    side.heldBytes -= piece.bytes.length
    heldInAll.bytes -= piece.bytes.length
    if (end <= side.delivered) continue
    hand(side, piece.bytes, side.delivered - piece.offset, piece.bytes.length, end, piece.frame, piece.atUs, reader)
  }
}

function hand(
  side: Side,
  bytes: Uint8Array,
  start: number,
  end: number,
  endOffset: number,
  frame: number,
  atUs: number,
  reader: StreamReader,
): void {
  if (end > start) {
    reader.octets(bytes, start, end, side.delivered, frame, atUs)
    side.delivered += end - start
  }
  if (side.delivered < endOffset) {
    reader.gap(endOffset - side.delivered, side.delivered)
    side.delivered = endOffset
  }
}

/** Forgets what is still held, at the end of a session. */
export function letGo(side: Side): void {
  heldInAll.bytes -= side.heldBytes
  side.heldBytes = 0
  side.held.length = 0
}
