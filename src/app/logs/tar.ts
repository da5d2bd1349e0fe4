import type { Decoder } from './text-decoder.ts'

const BLOCK_BYTES = 512
/** Where a member's size stands, in octal digits, and its kind and the mark of POSIX (pax, ustar). */
const SIZE = [124, 136] as const
const KIND_AT = 156
const MARK_AT = 257

export function looksLikeTar(head: Buffer): boolean {
  return head.length >= BLOCK_BYTES && head.toString('latin1', MARK_AT, MARK_AT + 5) === 'ustar'
}

/** The files of an archive, one after the other; names and what else stands in headers are dropped. */
export function openTar(): Decoder {
  let header = Buffer.alloc(0)
  /** Octets that are still to come of a member's data, and of what fills its last block. */
  let data = 0
  let filling = 0
  let isFile = false

  /** Octets of the chunk, from `at`, that belong to a header. */
  function takeHeader(chunk: Buffer, at: number): number {
    const part = chunk.subarray(at, at + BLOCK_BYTES - header.length)
    header = Buffer.concat([header, part])
    if (header.length === BLOCK_BYTES) {
      const size = Number.parseInt(header.toString('latin1', ...SIZE).trim(), 8)
      const kind = header[KIND_AT]
      // '0' and NUL are files; links, folders and pax records are none.
      isFile = looksLikeTar(header) && (kind === 48 || kind === 0)
      data = size > 0 ? size : 0
      filling = (BLOCK_BYTES - (data % BLOCK_BYTES)) % BLOCK_BYTES
      header = Buffer.alloc(0)
    }
    return part.length
  }

  return {
    push(chunk) {
      const pieces: Buffer[] = []
      for (let at = 0; at < chunk.length;) {
        if (data > 0) {
          const part = chunk.subarray(at, at + data)
          if (isFile) pieces.push(part)
          data -= part.length
          at += part.length
          // The last line of a file may have no end.
          if (data === 0 && isFile) pieces.push(Buffer.from('\n'))
        } else if (filling > 0) {
          const skipped = Math.min(filling, chunk.length - at)
          filling -= skipped
          at += skipped
        } else at += takeHeader(chunk, at)
      }
      return Buffer.concat(pieces)
    },
    end: () => Buffer.alloc(0),
  }
}
