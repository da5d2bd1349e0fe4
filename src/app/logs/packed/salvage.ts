import type { Readable } from 'node:stream'
import type { PackedKind } from './archive-member.ts'
import { openUnpacker, PIECE_BYTES, type Take } from './unpacker.ts'

/**
 * zlib keeps to itself what it unpacked of a piece before it met the damage: the member is unpacked again up to that piece, and the piece octet
 * by octet. `sound`: octets of the input before that piece; `known`: octets that were delivered already.
 */
export async function salvage(
  kind: PackedKind,
  input: Readable,
  sound: number,
  known: number,
  take: Take,
): Promise<void> {
  let passed = 0
  const unpack = openUnpacker(kind, async (chunk) => {
    const fresh = Math.max(0, known - passed)
    passed += chunk.length
    if (fresh < chunk.length) await take(chunk.subarray(fresh))
  })
  let read = 0
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length;) {
        const size = read < sound ? Math.min(PIECE_BYTES, sound - read) : 1
        const piece = chunk.subarray(from, from + size)
        from += piece.length
        read += piece.length
        if ((await unpack.write(piece)) === undefined || unpack.ended() || read > sound + PIECE_BYTES) return
      }
    }
  } finally {
    input.destroy()
    unpack.close()
  }
}
