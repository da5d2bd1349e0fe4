import { expect, test } from 'vitest'
import { openNulEnds } from './nul-octets.ts'

test('NULs behind half a line end it, wherever the pieces are cut; before a line they stay', () => {
  const text = Buffer.from('\0\0one\nhalf\0\0\0two\n\0three')
  for (let size = 1; size <= text.length; size++) {
    const ends = openNulEnds()
    const pieces: Buffer[] = []
    for (let at = 0; at < text.length; at += size) pieces.push(ends(text.subarray(at, at + size)))
    expect(Buffer.concat(pieces).toString(), `pieces of ${size}`).toBe('\0\0one\nhalf\n\0\0two\n\0three')
  }
  expect(text.includes('half\0')).toBe(true)
})
