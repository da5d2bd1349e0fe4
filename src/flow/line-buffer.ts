const LF = 10
const CR = 13
const MOST_LINE_BYTES = 2048

/** Collects one line at a time from slices; a line longer than its limit is cut, not lost. */
export interface LineBuffer {
  /** What came of the line in earlier slices, latin1. */
  text: string
  /** Offset of its first octet in the stream. */
  offset: number
}

export function createLineBuffer(): LineBuffer {
  return { text: '', offset: 0 }
}

/** Position after the next LF in [start, end), or -1 when the line goes on in the next slice (what there is of it is kept). */
export function fill(line: LineBuffer, bytes: Uint8Array, start: number, end: number, offset: number): number {
  if (line.text === '') line.offset = offset
  let at = start
  while (at < end && bytes[at] !== LF) at += 1
  const done = at < end
  const stop = done ? at + 1 : at
  const take = Math.min(stop, start + MOST_LINE_BYTES - line.text.length)
  if (take > start) line.text += latin1(bytes, start, take)
  return done ? stop : -1
}

/** The line without its end, as latin1; empties the buffer. */
export function takeLine(line: LineBuffer): string {
  const { text } = line
  line.text = ''
  let length = text.length
  if (length > 0 && text.charCodeAt(length - 1) === LF) length -= 1
  if (length > 0 && text.charCodeAt(length - 1) === CR) length -= 1
  return text.slice(0, length)
}

/** One character for each octet. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  // An array-like will do for `apply`, and a spread would walk it by iterator.
  return String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[])
}
