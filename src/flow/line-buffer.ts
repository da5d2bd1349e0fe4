const LF = 10
const CR = 13
const MOST_LINE_BYTES = 2048

/** Collects one line at a time from slices; a line longer than its limit is cut, not lost. */
export interface LineBuffer {
  readonly bytes: Uint8Array
  length: number
  /** Offset of its first octet in the stream. */
  offset: number
  cut: boolean
}

export function createLineBuffer(): LineBuffer {
  return { bytes: new Uint8Array(MOST_LINE_BYTES), length: 0, offset: 0, cut: false }
}

/**
 * Copies octets up to and with the next LF. Returns the position after them, and whether a line is complete in `done`.
 */
export function fill(line: LineBuffer, bytes: Uint8Array, start: number, end: number, offset: number): { at: number; done: boolean } {
  if (line.length === 0) line.offset = offset
  const found = bytes.subarray(start, end).indexOf(LF)
  const done = found >= 0
  const stop = done ? start + found + 1 : end
  const room = MOST_LINE_BYTES - line.length
  const take = Math.min(room, stop - start)
  if (take < stop - start) line.cut = true
  line.bytes.set(bytes.subarray(start, start + take), line.length)
  line.length += take
  return { at: stop, done }
}

/** The line without its end, as latin1; empties the buffer. */
export function takeLine(line: LineBuffer): string {
  let length = line.length
  if (length > 0 && line.bytes[length - 1] === LF) length -= 1
  if (length > 0 && line.bytes[length - 1] === CR) length -= 1
  let text = ''
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(line.bytes[index] ?? 0)
  line.length = 0
  line.cut = false
  return text
}
