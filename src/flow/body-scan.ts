const CR = 13
const LF = 10
const DOT = 46

/** Looks for the end of data (CRLF . CRLF, RFC 5321 §4.1.1.4) in a stream that comes in pieces. */
export interface BodyScan {
  /** The latest octets before the current piece, at most eight. */
  readonly tail: number[]
}

export function createBodyScan(): BodyScan {
  // The end of the DATA line counts as the CRLF before a first dot.
  return { tail: [CR, LF] }
}

/** Position just after the end of data within [start, end), or -1. */
export function findEndOfData(scan: BodyScan, bytes: Uint8Array, start: number, end: number): number {
  const { tail } = scan
  // Across the border of two pieces.
  const head = Math.min(4, end - start)
  for (let index = 0; index < head; index += 1) {
    tail.push(bytes[start + index] ?? 0)
    if (endsWithDot(tail)) return start + index + 1
  }
  // Within the piece: only every fifth octet is looked at, unless it belongs to the pattern.
  let at = start + 4
  while (at < end) {
    const octet = bytes[at]
    if (octet !== LF && octet !== CR && octet !== DOT) {
      at += 5
      continue
    }
    if (octet === LF && bytes[at - 1] === CR && bytes[at - 2] === DOT && bytes[at - 3] === LF && bytes[at - 4] === CR) {
      return at + 1
    }
    at += octet === DOT ? 2 : 1
  }
  if (end - start > 4)
    for (let index = Math.max(start + 4, end - 8); index < end; index += 1) tail.push(bytes[index] ?? 0)
  if (tail.length > 8) tail.splice(0, tail.length - 8)
  return -1
}

/** The latest octets look like the end of a message written with bare line feeds (`LF . LF`, `CR LF . LF`, `LF . CR LF`). */
export function endsWithBareDot(scan: BodyScan): boolean {
  const { tail } = scan
  const n = tail.length
  if (tail[n - 1] !== LF) return false
  const dotAt = tail[n - 2] === CR ? n - 3 : n - 2
  return tail[dotAt] === DOT && tail[dotAt - 1] === LF && !endsWithDot(tail)
}

function endsWithDot(tail: readonly number[]): boolean {
  const n = tail.length
  return tail[n - 1] === LF && tail[n - 2] === CR && tail[n - 3] === DOT && tail[n - 4] === LF && tail[n - 5] === CR
}
