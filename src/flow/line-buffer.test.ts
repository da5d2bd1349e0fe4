import { describe, expect, it } from 'vitest'
import { createLineBuffer, fill, takeLine } from './line-buffer.ts'

describe('a line', () => {
  it('is whole where its pieces meet, and knows where it began', () => {
    const line = createLineBuffer()
    const bytes = new TextEncoder().encode('EHLO a\r\nMAIL')
    expect(fill(line, bytes, 0, 3, 100)).toBe(-1)
    expect(fill(line, bytes, 3, 7, 103)).toBe(-1)
    expect(fill(line, bytes, 7, 12, 107)).toBe(8)
    expect(line.offset).toBe(100)
    expect(takeLine(line)).toBe('EHLO a')
    expect(fill(line, bytes, 8, 12, 108)).toBe(-1)
    expect(line).toEqual({ text: 'MAIL', offset: 108 })
  })

  it.each([
    ['\n', ''],
    ['\r\n', ''],
    ['a\n', 'a'],
    ['a\r\r\n', 'a\r'],
    ['a\r', 'a'],
  ])('%j is %j', (text, wanted) => {
    const line = createLineBuffer()
    fill(line, new TextEncoder().encode(text), 0, text.length, 1)
    expect(takeLine(line)).toBe(wanted)
  })

  it('too long is cut, over all of its pieces, and its end is found', () => {
    const line = createLineBuffer()
    const bytes = new TextEncoder().encode(`${'x'.repeat(3000)}\nnext`)
    expect(fill(line, bytes, 0, 1500, 1)).toBe(-1)
    expect(fill(line, bytes, 1500, bytes.length, 1501)).toBe(3001)
    expect(takeLine(line)).toBe('x'.repeat(2048))
  })
})
