import { setImmediate } from 'node:timers/promises'
import { deflateRawSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openUnpacker, PIECE_BYTES } from './unpacker.ts'

const MUCH_BYTES = 100_000_000

test.each([
  ['gzip', deflateRawSync],
  ['zstd', zstdCompressSync],
] as const)('%s: no more is unpacked before the last piece is taken', async (kind, pack) => {
  const bomb = pack(Buffer.alloc(MUCH_BYTES))
  let taken = 0
  let most = 0
  const before = process.memoryUsage().arrayBuffers
  const unpacker = openUnpacker(kind, async (chunk) => {
    await setImmediate()
    taken += chunk.length
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  })
  for (let from = 0; from < bomb.length; from += PIECE_BYTES)
    await unpacker.write(bomb.subarray(from, from + PIECE_BYTES))
  await unpacker.end()
  unpacker.close()
  expect(taken).toBe(MUCH_BYTES)
  // What nobody asks for any more waits for the collector of garbage.
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
