import { describe, expect, it } from 'vitest'
import { createBodyScan, endsWithBareDot, findEndOfData } from './body-scan.ts'

/** Where the message ends, given in pieces of one length each; -1: nowhere. */
function endOf(text: string, pieceLength = text.length): number {
  const bytes = new TextEncoder().encode(text)
  const scan = createBodyScan()
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const end = findEndOfData(scan, bytes, at, Math.min(bytes.length, at + pieceLength))
    if (end >= 0) return end
  }
  return -1
}

describe('the end of a message', () => {
  it('is found wherever it stands, however the octets are cut', () => {
    for (let length = 0; length < 24; length += 1) {
      const text = `${'x'.repeat(length)}\r\n.\r\nQUIT\r\n`
      for (let piece = 1; piece <= text.length; piece += 1)
        expect([length, piece, endOf(text, piece)]).toEqual([length, piece, length + 5])
    }
  })

  it('is a dot at once where the message is empty', () => {
    for (let piece = 1; piece <= 6; piece += 1) expect(endOf('.\r\nx\r\n', piece)).toBe(3)
  })

  it.each(['a\n.\n', 'a\r\n.\n', 'a\n.\r\n', 'a\r.\r', 'a\r\n..\r\n', 'a\r\n. \r\n', 'a.\r\n', '..\r\n'])(
    'is not %j',
    (text) => {
      for (let piece = 1; piece <= text.length; piece += 1) expect(endOf(text, piece)).toBe(-1)
    },
  )
})

describe('a dot between bare line feeds', () => {
  const shown = (text: string): boolean => {
    const scan = createBodyScan()
    const bytes = new TextEncoder().encode(text)
    findEndOfData(scan, bytes, 0, bytes.length)
    return endsWithBareDot(scan)
  }
  it.each(['text\n.\n', 'text\r\n.\n', 'text\n.\r\n', '.\n'])('%j', (text) => expect(shown(text)).toBe(true))
  it.each(['text\r\n.\r\n', 'text.\n', 'text\n.\nmore', 'text\n..\n', 'text\n'])('not in %j', (text) =>
    expect(shown(text)).toBe(false),
  )
})
