import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentOf } from '../../test/kit/tcp-flow.ts'
import { deliver, flush, letGo, type StreamReader } from './reassembly.ts'
import { createSide, type Side } from './side.ts'

const SECOND_US = 1_000_000
const TEXT = '220 mx.example.net ready\r\n'

/** One side of a flow, and what its reader was given: text, and `<n>` for a gap of n octets. */
function stream() {
  const side = createSide(new Uint8Array(4), 25)
  const read: string[] = []
  const reader: StreamReader = {
    octets: (bytes, start, end) => void read.push(String.fromCharCode(...bytes.subarray(start, end))),
    gap: (length) => void read.push(`<${length}>`),
  }
  const it = {
    side,
    piece: (offset: number, data: string, more: { readonly snapped?: number; readonly atUs?: number } = {}) => {
      const { snapped = 0, atUs = 0 } = more
      deliver(side, segmentOf({ from: 'server', at: offset, data, snapped }), offset, 1, atUs, reader)
      return it
    },
    flush: () => {
      flush(side, reader)
      return it
    },
    text: () => read.join(''),
  }
  return it
}

/** The other side acknowledged all octets below. */
function acknowledged(side: Side, offset: number): void {
  side.acked = offset
}

describe('what arrived is read once, in order', () => {
  it('a piece ahead of its turn waits for the one before', () => {
    const { piece, text } = stream()
    piece(5, 'efgh')
    expect(text()).toBe('')
    piece(1, 'abcd')
    expect(text()).toBe('abcdefgh')
  })

  it('three pieces backwards', () => {
    expect(stream().piece(7, 'ghi').piece(4, 'def').piece(1, 'abc').text()).toBe('abcdefghi')
  })

  it('what is sent again is not read again', () => {
    expect(stream().piece(1, 'abcd').piece(1, 'abcd').piece(5, 'ef').text()).toBe('abcdef')
  })

  it('of a longer piece sent again only its new end is read', () => {
    expect(stream().piece(1, 'abcd').piece(3, 'cdef').text()).toBe('abcdef')
  })

  it('of a piece that waited only what is still new is read', () => {
    expect(stream().piece(4, 'defg').piece(1, 'abcde').text()).toBe('abcdefg')
  })

  it('a piece that waited and came meanwhile in another one is passed over', () => {
    expect(stream().piece(3, 'cd').piece(1, 'abcdef').piece(7, 'g').text()).toBe('abcdefg')
  })

  it('the same piece, waiting twice', () => {
    expect(stream().piece(3, 'cd').piece(3, 'cd').piece(1, 'ab').text()).toBe('abcd')
  })

  it('cut anywhere, in any order, with any overlap', () => {
    const cuts = fc.array(fc.nat(TEXT.length), { maxLength: 6 }).map((at) => [0, ...at.toSorted((a, b) => a - b)])
    fc.assert(
      fc.property(cuts, fc.nat(4), fc.array(fc.nat(1000)), (starts, overlap, order) => {
        const pieces = starts.map((start, index) => ({
          start,
          end: Math.min(TEXT.length, (starts[index + 1] ?? TEXT.length) + overlap),
        }))
        const shuffled = pieces.toSorted((a, b) => (order[a.start] ?? 0) - (order[b.start] ?? 0))
        const { piece, text, side } = stream()
        for (const { start, end } of shuffled) if (end > start) piece(1 + start, TEXT.slice(start, end))
        expect(text()).toBe(TEXT)
        expect(side).toMatchObject({ delivered: 1 + TEXT.length, held: [], heldBytes: 0 })
      }),
    )
  })
})

describe('a hole', () => {
  it('that nobody acknowledged is waited for, however long', () => {
    const { piece, text } = stream()
    piece(1, 'ab')
      .piece(5, 'ef')
      .piece(7, 'gh', { atUs: 9 * SECOND_US })
    expect(text()).toBe('ab')
    expect(piece(3, 'cd', { atUs: 10 * SECOND_US }).text()).toBe('abcdefgh')
  })

  it('that was acknowledged is given up when what waits behind it has waited long enough', () => {
    const { side, piece, text } = stream()
    piece(1, 'ab').piece(5, 'ef')
    acknowledged(side, 7)
    piece(7, 'gh', { atUs: 49_000 })
    expect(text()).toBe('ab')
    piece(9, 'ij', { atUs: 50_000 })
    expect(text()).toBe('ab<2>efghij')
    expect(side.missedBytes).toBe(2)
  })

  it('that was acknowledged, and nothing behind it, is given up too', () => {
    const { side, piece } = stream()
    piece(1, 'ab').piece(5, 'ef')
    acknowledged(side, 5)
    expect(piece(7, 'gh', { atUs: SECOND_US }).text()).toBe('ab<2>efgh')
  })

  it('of which only a part was acknowledged is waited for', () => {
    const { side, piece } = stream()
    piece(1, 'ab').piece(5, 'ef')
    acknowledged(side, 4)
    expect(piece(7, 'gh', { atUs: SECOND_US }).text()).toBe('ab')
  })

  it('at the end of the capture: read on behind what was acknowledged, and not behind what never came', () => {
    const { side, piece, text, flush: end } = stream()
    piece(3, 'cd').piece(9, 'ij')
    acknowledged(side, 5)
    end()
    expect(text()).toBe('<2>cd')
    expect(side.delivered).toBe(5)
  })

  it('of a late packet is filled while it is waited for', () => {
    const { side, piece } = stream()
    piece(3, 'cd')
    acknowledged(side, 5)
    expect(piece(1, 'ab', { atUs: 20_000 }).text()).toBe('abcd')
    expect(side.missedBytes).toBe(0)
  })

  it('behind which more waits than may be kept is given up', () => {
    const { side, piece, text } = stream()
    for (let index = 0; index < 512; index += 1) piece(3 + index, 'x')
    expect(side.held).toEqual([])
    expect(text()).toBe(`<2>${'x'.repeat(512)}`)
  })
})

describe('a payload that the snap length cut', () => {
  it('is a gap behind what was captured', () => {
    expect(stream().piece(1, 'abcdef', { snapped: 4 }).piece(7, 'gh').text()).toBe('ab<4>gh')
  })

  it('of which nothing was captured is a gap', () => {
    expect(stream().piece(1, 'abcdef', { snapped: 6 }).piece(7, 'gh').text()).toBe('<6>gh')
  })

  it('keeps its length while it waits', () => {
    expect(stream().piece(3, 'cdef', { snapped: 3 }).piece(1, 'ab').piece(7, 'gh').text()).toBe('abc<3>gh')
  })

  it('and overlaps what was read already: its cut end is a gap', () => {
    expect(stream().piece(1, 'abcd').piece(3, 'cdef', { snapped: 3 }).piece(7, 'gh').text()).toBe('abcd<2>gh')
  })
})

it('the octets of what waits are its own: the reader of the file uses its buffer again', () => {
  const { side, piece } = stream()
  const segment = segmentOf({ from: 'server', at: 3, data: 'cd' })
  deliver(side, segment, 3, 1, 0, { octets: () => undefined, gap: () => undefined })
  segment.bytes.fill(0)
  expect(piece(1, 'ab').text()).toBe('abcd')
})

it('what was held is let go at the end of the session', () => {
  const { side, piece } = stream()
  piece(5, 'ef')
  letGo(side)
  expect(side).toMatchObject({ held: [], heldBytes: 0 })
})
