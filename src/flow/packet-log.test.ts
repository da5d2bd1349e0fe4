import { describe, expect, it } from 'vitest'
import { segmentOf, type FlowPacket } from '../../test/kit/tcp-flow.ts'
import { emptyEntry } from './entry.ts'
import { emptyLog, isSeenTwice, record, release, unpack } from './packet-log.ts'

const entryOf = ({ at = 1, ack = 1, window = 501 }: Partial<FlowPacket>): ReturnType<typeof emptyEntry> => ({
  ...emptyEntry(),
  offset: at,
  ack,
  window,
})

describe('a packet that the capture holds twice', () => {
  const seen = (first: Partial<FlowPacket>, second: Partial<FlowPacket>, afterUs: number, side: 0 | 1 = 0): boolean => {
    const log = emptyLog()
    const base = { from: 'client', at: 1, ack: 1 } as const
    record(log, 0, segmentOf({ ...base, ...first }), entryOf(first), 1, 1_000_000)
    return isSeenTwice(log, side, segmentOf({ ...base, ...second }), entryOf(second), 1_000_000 + afterUs)
  }
  const DATA = { id: 7, data: 'abc' }

  it.each([
    ['at the same time', DATA, 0, true],
    ['within a millisecond', DATA, 1000, true],
    ['later: it was sent again', DATA, 1001, false],
    ['with a clock that steps back', DATA, -1000, true],
    ['before: another capture clock', DATA, -1001, false],
    ['of another identification', { ...DATA, id: 8 }, 0, false],
    ['of another place', { ...DATA, at: 2 }, 0, false],
    ['of another length', { ...DATA, data: 'abcd' }, 0, false],
    ['of other flags', { ...DATA, flags: 'A' }, 0, false],
    ['of another acknowledgement', { ...DATA, ack: 2 }, 0, false],
    ['of another window', { ...DATA, window: 500 }, 0, false],
  ])('%s', (_name, second, afterUs, twice) => {
    expect(seen(DATA, second, afterUs)).toBe(twice)
  })

  it('of the other side is another one', () => expect(seen(DATA, DATA, 0, 1)).toBe(false))

  it('without an identification: acknowledgements are sent in a row, data and SYNs are not', () => {
    expect(seen({ id: 0 }, { id: 0 }, 0)).toBe(false)
    expect(seen({ id: 0, flags: 'R' }, { id: 0, flags: 'R' }, 0)).toBe(false)
    expect(seen({ id: 0, data: 'a' }, { id: 0, data: 'a' }, 0)).toBe(true)
    expect(seen({ id: 0, flags: 'S' }, { id: 0, flags: 'S' }, 0)).toBe(true)
    expect(seen({ id: 0, flags: 'FA' }, { id: 0, flags: 'FA' }, 0)).toBe(true)
  })
})

describe('the packets of a long session', () => {
  const filled = (count: number): ReturnType<typeof emptyLog> => {
    const log = emptyLog()
    const segment = segmentOf({ from: 'client', data: 'x' })
    for (let frame = 1; frame <= count; frame += 1)
      record(log, frame % 2 === 0 ? 1 : 0, segment, { ...emptyEntry(), offset: frame }, frame, frame * 10)
    return log
  }

  it('are all kept up to the limit, in their order', () => {
    const packets = unpack(filled(1024))
    expect(packets.map(({ frame }) => frame)).toEqual(Array.from({ length: 1024 }, (_, index) => index + 1))
    expect(packets[9]).toMatchObject({ side: 1, offset: 10, atUs: 100, length: 1 })
  })

  it('beyond it are the first and the latest; those forgotten are counted', () => {
    for (const [count, next] of [
      [1400, 561],
      [1500, 1025],
    ] as const) {
      const log = filled(count)
      const frames = unpack(log).map(({ frame }) => frame)
      expect(frames.slice(0, 97)).toEqual([...Array.from({ length: 96 }, (_, index) => index + 1), next])
      expect(frames.at(-1)).toBe(count)
      expect(frames.length + log.forgotten).toBe(count)
    }
  })

  it('of which only the first are asked for', () => {
    expect(unpack(filled(20), 3).map(({ frame }) => frame)).toEqual([1, 2, 3])
  })

  it('leave nothing to the session that takes their memory over', () => {
    release(filled(60))
    const log = emptyLog()
    record(log, 0, segmentOf({ from: 'client', flags: 'S' }), emptyEntry(), 5, 50)
    expect(unpack(log).map(({ frame }) => frame)).toEqual([5])
  })
})
