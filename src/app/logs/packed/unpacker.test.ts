import { setImmediate, setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { deflateRawSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openUnpacker, PIECE_BYTES } from './unpacker.ts'

const MUCH_BYTES = 100_000_000
/** One look at the memory in so many pieces: what nobody asks for any more is collected before it, however busy the machine is. */
const PIECES_A_LOOK = 100
const SLOW_PIECES = 30

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

test.each([
  ['gzip', deflateRawSync],
  ['zstd', zstdCompressSync],
] as const)('%s: no more is unpacked before the last piece is taken', async (kind, pack) => {
  const bomb = pack(Buffer.alloc(MUCH_BYTES))
  let taken = 0
  let most = 0
  let pieces = 0
  let inHand = 0
  let together = 0
  const before = heldBytes()
  const unpacker = openUnpacker(kind, async (chunk) => {
    together = Math.max(together, ++inHand)
    // Long enough for the stream to have more: whoever does not wait comes with it meanwhile.
    await (pieces < SLOW_PIECES ? setTimeout(5) : setImmediate())
    inHand--
    taken += chunk.length
    if (pieces++ % PIECES_A_LOOK === 0) most = Math.max(most, heldBytes() - before)
  })
  for (let from = 0; from < bomb.length; from += PIECE_BYTES)
    await unpacker.write(bomb.subarray(from, from + PIECE_BYTES))
  await unpacker.end()
  unpacker.close()
  expect(taken).toBe(MUCH_BYTES)
  expect(together).toBe(1)
  expect(most).toBeLessThan(48_000_000)
})

test('what takes too little is told: the octets behind the end stay', async () => {
  const packed = deflateRawSync(Buffer.from('a line\n'))
  let text = ''
  const unpacker = openUnpacker('gzip', (chunk) => {
    text += chunk.toString()
    return Promise.resolve()
  })
  expect(await unpacker.write(Buffer.concat([packed, Buffer.from('behind')]))).toBe(packed.length)
  expect([text, unpacker.ended()]).toEqual(['a line\n', true])
})

test('who takes a piece and fails ends it', async () => {
  const unpacker = openUnpacker('gzip', () => Promise.reject(new Error('full')))
  await expect(unpacker.write(deflateRawSync(Buffer.from('a line\n')))).rejects.toThrow('full')
})
