import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { PackedKind } from './archive-member.ts'

/** Octets that go to the unpacker in one piece: of a piece that is damaged a pipe loses what stands before the damage. */
export const PIECE_BYTES = 4_096
const UNPACKED_BYTES = 64 * 1024

/** Gets what is unpacked, piece by piece: no more is unpacked before it has taken the last one. */
export type Take = (chunk: Buffer) => Promise<void>

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
  /** Something happened since the last look: what is unpacked waits in the stream until it is asked for. */
  let stirred = false
  let wake: () => void = () => undefined
  const stir = (): void => {
    stirred = true
    wake()
  }
  stream.on('readable', stir)
  stream.on('end', () => {
    ended = true
    stir()
  })
  stream.on('error', (error) => {
    failure = error.message
    stir()
  })

  async function takeAll(): Promise<void> {
    for (let chunk = read(); chunk !== null; chunk = read()) {
      delivered += chunk.length
      if (kind === 'gzip') checksum = crc32(chunk, checksum)
      await take(chunk)
    }
  }

  function read(): Buffer | null {
    return stream.read() as Buffer | null
  }

  /** Hands on what comes until the unpacker is done with what it got. */
  async function takeUntil(isDone: () => boolean): Promise<void> {
    for (;;) {
      stirred = false
      await takeAll()
      if (ended || failure !== '' || (isDone() && stream.readableLength === 0)) return
      if (stirred) continue
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    async write(piece) {
      const before = stream.bytesWritten
      let isUsed = false
      stream.write(piece, () => {
        isUsed = true
        stir()
      })
      // What ends before the piece does says so a little later.
      await takeUntil(() => isUsed && stream.bytesWritten - before === piece.length)
      if (failure !== '') return undefined
      return ended ? stream.bytesWritten - before : piece.length
    },
    ended: () => ended,
    failure: () => failure,
    delivered: () => delivered,
    checksum: () => checksum,
    async end() {
      if (!ended && failure === '') stream.end()
      await takeUntil(() => false)
      return ended
    },
    close: () => void stream.destroy(),
  }
}
