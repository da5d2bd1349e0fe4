import { emptyFrame, type CaptureSummary, type FrameSink } from './frame.ts'
import { u32be } from './octets.ts'
import { classicDecoder } from './pcap-classic.ts'
import { pcapngDecoder } from './pcapng.ts'

/** The note on octets that are no capture. */
export const NO_CAPTURE = 'this is neither pcap nor pcapng'
export const EMPTY_CAPTURE = 'the file is empty'

/**
 * Takes the bytes that it is shown. Returns how many it used (> 0), or minus the number of bytes that it must see at once
 * to go on. `STOP`: the rest cannot be read.
 */
export interface Decoder {
  step(bytes: Uint8Array, start: number, end: number): number
}

export const STOP = 0

/** Where decoders report. */
export interface CaptureState {
  readonly sink: FrameSink
  readonly frame: ReturnType<typeof emptyFrame>
  note(text: string): void
  comment(text: string): void
  linkType(value: number): void
  /** Bytes before the current chunk, to name a place in the file. */
  readonly offset: () => number
}

export interface CaptureReader {
  /** Bytes of the (uncompressed) file, in any slices. Frames go to the sink before this returns. `stop`: what follows is not read. */
  readonly push: (chunk: Uint8Array) => 'stop' | void
  readonly end: () => CaptureSummary
}

const MOST_NOTES = 20
const MOST_COMMENTS = 100

/** Streaming reader for pcap (both byte orders, micro- and nanoseconds) and pcapng. Memory: one record. Never throws. */
export function createCaptureReader(sink: FrameSink): CaptureReader {
  const notes: string[] = []
  const comments: string[] = []
  const linkTypes = new Set<number>()
  let carry = new Uint8Array(4096)
  let carried = 0
  let consumed = 0
  let total = 0
  let stopped = false
  let format: CaptureSummary['format'] = 'unknown'
  let decoder: Decoder | undefined
  const state: CaptureState = {
    sink,
    frame: emptyFrame(),
    note: (text) => void (notes.length < MOST_NOTES && notes.push(text)),
    comment: (text) => void (comments.length < MOST_COMMENTS && comments.push(text)),
    linkType: (value) => void (linkTypes.size < 64 && linkTypes.add(value)),
    offset: () => consumed,
  }

  function step(bytes: Uint8Array, start: number, end: number): number {
    if (decoder !== undefined) return decoder.step(bytes, start, end)
    if (end - start < 4) return -4
    const magic = u32be(bytes, start)
    if (magic === 0x0a0d0d0a) {
      format = 'pcapng'
      decoder = pcapngDecoder(state)
    } else {
      decoder = classicDecoder(state, magic)
      if (decoder === undefined) {
        state.note(NO_CAPTURE)
        return STOP
      }
      format = 'pcap'
    }
    return decoder.step(bytes, start, end)
  }

  function keep(bytes: Uint8Array, from: number, to: number): void {
    const wanted = carried + to - from
    if (wanted > carry.length) {
      const larger = new Uint8Array(Math.max(wanted, carry.length * 2))
      larger.set(carry.subarray(0, carried))
      carry = larger
    }
    carry.set(bytes.subarray(from, to), carried)
    carried = wanted
  }

  function push(chunk: Uint8Array): 'stop' | void {
    total += chunk.length
    let at = 0
    while (!stopped && carried > 0) {
      const used = step(carry, 0, carried)
      if (used === STOP) stopped = true
      else if (used > 0) {
        consumed += used
        carry.copyWithin(0, used, carried)
        carried -= used
      } else {
        const take = Math.min(-used - carried, chunk.length - at)
        if (take <= 0) return
        keep(chunk, at, at + take)
        at += take
      }
    }
    while (!stopped && at < chunk.length) {
      const used = step(chunk, at, chunk.length)
      if (used === STOP) stopped = true
      else if (used > 0) {
        at += used
        consumed += used
      } else {
        keep(chunk, at, chunk.length)
        return
      }
    }
    return stopped ? 'stop' : undefined
  }

  function end(): CaptureSummary {
    if (total === 0) state.note(EMPTY_CAPTURE)
    else if (!stopped && carried > 0) {
      state.note(
        decoder === undefined
          ? 'the file ends before its header'
          : `the file ends inside record ${state.frame.number + 1}: the last ${carried} octets are a part of it`,
      )
    }
    return { format, frames: state.frame.number, bytes: total, notes, linkTypes: [...linkTypes], comments }
  }

  return { push, end }
}
