import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { PackedKind } from './archive-member.ts'

/** Octets that go to the unpacker in one piece: of a piece that is damaged a pipe loses what stands before the damage. */
export const PIECE_BYTES = 4_096
const UNPACKED_BYTES = 64 * 1024

/** Gets what is unpacked, piece by piece. */
export type Take = (chunk: Buffer) => void

/** One member while it is unpacked. */
export interface Unpacker {
  /** How many octets it used: fewer than it got, when it ends before them. undefined: they are damaged. */
  write(piece: Buffer): Promise<number | undefined>
  readonly ended: () => boolean
  readonly failure: () => string
  /** Octets that it gave. */
  readonly delivered: () => number
  /** CRC-32 of them. */
  readonly checksum: () => number
  /** False when its end was still to come. */
  end(): Promise<boolean>
  close(): void
}

export function openUnpacker(kind: PackedKind, take: Take): Unpacker {
  const stream =
    kind === 'gzip'
      ? createInflateRaw({ chunkSize: UNPACKED_BYTES })
      : createZstdDecompress({ chunkSize: UNPACKED_BYTES })
  let ended = false
  let failure = ''
  let delivered = 0
  let checksum = 0
  let wake: () => void = () => undefined
  stream.on('data', (chunk: Buffer) => {
    delivered += chunk.length
    if (kind === 'gzip') checksum = crc32(chunk, checksum)
    take(chunk)
  })
  stream.on('end', () => {
    ended = true
    wake()
  })
  stream.on('error', (error) => {
    failure = error.message
    wake()
  })
  return {
    async write(piece) {
      const before = stream.bytesWritten
      await new Promise<void>((resolve) => {
        wake = resolve
        stream.write(piece, () => resolve())
      })
      if (failure !== '') return undefined
      return ended ? stream.bytesWritten - before : piece.length
    },
    ended: () => ended,
    failure: () => failure,
    delivered: () => delivered,
    checksum: () => checksum,
    end: () =>
      new Promise((resolve) => {
        const finish = (): void => resolve(ended)
        if (ended || failure !== '') return finish()
        wake = finish
        stream.end()
      }),
    close: () => void stream.destroy(),
  }
}
