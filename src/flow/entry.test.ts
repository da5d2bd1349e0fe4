import { describe, expect, it } from 'vitest'
import { segmentOf, type FlowPacket } from '../../test/kit/tcp-flow.ts'
import { emptyEntry, place, type Entry } from './entry.ts'
import { enter } from './ledger.ts'
import { createSide, offsetOf, type Side } from './side.ts'

const INITIAL = { client: 0xffff_fff0, server: 0x7fff_ff00 }

/** A client and a server, and the entries of their packets, one after the other. */
function flow(...packets: readonly FlowPacket[]): {
  readonly client: Side
  readonly server: Side
  readonly entries: readonly Entry[]
} {
  const client = createSide(new Uint8Array(4), 40_321)
  const server = createSide(new Uint8Array(4), 25)
  const entries = packets.map((packet, index) => {
    const segment = segmentOf(packet, { initial: INITIAL })
    const [from, to] = packet.from === 'client' ? [client, server] : [server, client]
    const entry = emptyEntry()
    place(entry, from, to, segment)
    enter(entry, from, to, segment, index * 1000)
    return entry
  })
  return { client, server, entries }
}

const SYN: FlowPacket = { from: 'client', flags: 'S', at: 0 }
const SYN_ACK: FlowPacket = { from: 'server', flags: 'SA', at: 0, ack: 1 }
const ACK: FlowPacket = { from: 'client', at: 1, ack: 1 }
const data = (from: 'client' | 'server', at: number, text: string, more: Partial<FlowPacket> = {}): FlowPacket => ({
  from,
  at,
  ack: 1,
  data: text,
  ...more,
})

describe('offsets', () => {
  it('begin at the SYN and go on through the wrap of the sequence number', () => {
    const { entries, client } = flow(SYN, SYN_ACK, ACK, data('client', 1, 'x'.repeat(40)), data('client', 41, 'yz'))
    expect(entries.map(({ offset }) => offset)).toEqual([0, 0, 1, 1, 41])
    expect(client.next).toBe(43)
    expect(offsetOf(client, 27)).toBe(43)
  })

  it('go on through many wraps', () => {
    const { client } = flow(SYN)
    const step = 1 << 27
    let wanted = 1
    for (let index = 1; index <= 100; index += 1) {
      const entry = emptyEntry()
      const other = createSide(new Uint8Array(4), 25)
      const segment = segmentOf(data('client', wanted, 'x'), { initial: INITIAL })
      place(entry, client, other, segment)
      expect(entry).toMatchObject({ offset: wanted, inWindow: true })
      enter(entry, client, other, segment, 0)
      wanted += step - 1
    }
  })

  it('begin at 1 where the capture began in the middle', () => {
    const { entries } = flow(data('server', 5000, '250 ok', { ack: 900 }), data('client', 900, 'QUIT', { ack: 5006 }))
    expect(entries.map(({ offset, ack }) => [offset, ack])).toEqual([
      [1, 1],
      [1, 7],
    ])
  })

  it('of which the first is a keep-alive: what follows is read from where it begins', () => {
    const { client } = flow({ from: 'client', at: 899, ack: 1 }, data('client', 900, 'QUIT'))
    expect(client).toMatchObject({ delivered: 2, acked: 2, missedBytes: 0, next: 6 })
  })

  it('of a side whose packets are not in the capture are known by what acknowledges them', () => {
    const { server, entries } = flow(
      SYN,
      ACK,
      ...[1, 2, 3].map((count): FlowPacket => ({ ...ACK, ack: count << 26 })),
      data('server', 1, 'late'),
    )
    expect(server).toMatchObject({ acked: 3 << 26, next: 3 << 26, missedBytes: 0 })
    expect(entries.at(-1)).toMatchObject({ offset: 1, inWindow: true })
  })

  it('of data in a SYN begin behind it', () => {
    const { entries, client } = flow({ ...SYN, data: 'EHLO' })
    expect(entries[0]).toMatchObject({ offset: 0, dataOffset: 1, again: false })
    expect(client.next).toBe(5)
  })
})

describe('sent again', () => {
  it.each([
    ['the same octets', [data('client', 1, 'abcd')], true],
    ['a part of them', [data('client', 2, 'bc')], true],
    ['some of them and more', [data('client', 3, 'cdef')], false],
    ['the next ones', [data('client', 5, 'ef')], false],
    ['none', [{ from: 'client', at: 5, ack: 1 }], false],
  ] as const)('%s', (_name, packets, again) => {
    expect(flow(SYN, SYN_ACK, ACK, data('client', 1, 'abcd'), ...packets).entries.at(-1)?.again).toBe(again)
  })

  it('a keep-alive repeats the last octet, or none, below the next one', () => {
    const { entries, client } = flow(SYN, SYN_ACK, ACK, data('client', 1, 'abcd'), data('client', 4, 'd'), {
      from: 'client',
      at: 4,
      ack: 1,
    })
    expect(entries.map(({ offset, again }) => [offset, again]).slice(-2)).toEqual([
      [4, true],
      [4, false],
    ])
    expect(client).toMatchObject({ next: 5, largestSent: 4 })
  })

  it('what its acknowledgement overtook in the capture was sent once', () => {
    const { entries, client } = flow(
      SYN,
      SYN_ACK,
      ACK,
      data('client', 1, 'ab'),
      { from: 'server', at: 1, ack: 5 },
      data('client', 3, 'cd'),
    )
    expect(entries.at(-1)?.again).toBe(false)
    expect(client.missedBytes).toBe(0)
  })
})

describe('windows', () => {
  const first = (mine: number | undefined, other: number | undefined, more: Partial<FlowPacket> = {}): number => {
    const shift = (windowShift: number | undefined): Partial<FlowPacket> =>
      windowShift === undefined ? {} : { windowShift }
    return (
      flow({ ...SYN, ...shift(mine) }, { ...SYN_ACK, ...shift(other) }, { ...ACK, window: 10, ...more }).entries.at(-1)
        ?.window ?? NaN
    )
  }
  it('are scaled when both sides offered to', () => expect(first(7, 2)).toBe(1280))
  it('are not scaled when one side did not', () => {
    expect(first(7, undefined)).toBe(10)
    expect(first(undefined, 7)).toBe(10)
  })
  it('of a SYN are never scaled', () => {
    const { entries } = flow({ ...SYN, window: 64, windowShift: 7 }, { ...SYN_ACK, window: 65, windowShift: 7 })
    expect(entries.map(({ window }) => window)).toEqual([64, 65])
  })
  it('without the SYNs are not known, but that nothing fits', () => {
    const { entries, client } = flow({ ...ACK, window: 10 }, { ...ACK, window: 0 })
    expect(entries.map(({ window }) => window)).toEqual([-1, 0])
    expect(client.window).toBe(0)
  })
  it('of a reset count nothing', () => {
    const { client } = flow(SYN, SYN_ACK, { ...ACK, window: 10 }, { from: 'client', flags: 'RA', at: 1, window: 0 })
    expect(client.window).toBe(10)
  })
})

describe('selective acknowledgements', () => {
  const sacked = (...sack: readonly (readonly [number, number])[]): Entry | undefined =>
    flow(SYN, SYN_ACK, ACK, data('server', 1, 'abcdefghij'), { from: 'client', at: 1, ack: 3, sack }).entries.at(-1)
  it('span from the first block to the last, and know the holes between', () => {
    expect(sacked([7, 9], [4, 6])).toMatchObject({ ack: 3, sackFrom: 4, sackTo: 9, sackedBytes: 4 })
  })
  it('below the acknowledgement report what came twice', () => {
    expect(sacked([1, 3])).toMatchObject({ sackFrom: -1, sackTo: -1, sackedBytes: 0 })
  })
  it('that end before they begin say nothing', () => {
    expect(sacked([9, 7])).toMatchObject({ sackTo: -1 })
  })
})

describe('numbers that fit no window', () => {
  it.each([
    ['far ahead', (1 << 27) + 1],
    ['far behind', -(1 << 27) - 10],
  ])('%s are placed and not counted', (_name, at) => {
    const { entries, client } = flow(SYN, SYN_ACK, ACK, data('client', at, 'forged'))
    expect(entries.at(-1)?.inWindow).toBe(false)
    expect(client).toMatchObject({ packets: 2, next: 1, sentBytes: 0 })
  })
  it('an acknowledgement far ahead is no acknowledgement', () => {
    const { server } = flow(SYN, SYN_ACK, ACK, { from: 'client', at: 1, ack: (1 << 27) + 2 })
    expect(server).toMatchObject({ acked: 1, missedBytes: 0 })
  })
})

describe('what the other side acknowledged', () => {
  const ack = (at: number, more: Partial<FlowPacket> = {}): FlowPacket => ({ from: 'server', at: 1, ack: at, ...more })

  it('and the capture does not hold is missed', () => {
    expect(flow(SYN, SYN_ACK, ACK, ack(11)).client).toMatchObject({ missedBytes: 10, missedFrom: 1, missedTo: 11 })
  })

  it('is taken back when it comes later', () => {
    const { client } = flow(SYN, SYN_ACK, ACK, ack(11), data('client', 1, 'abcdef'))
    expect(client).toMatchObject({ missedBytes: 4, next: 11 })
  })

  it('tells when, and how long it took', () => {
    const { client } = flow(SYN, SYN_ACK, ACK, data('client', 1, 'abcd'), data('client', 5, 'ef'), ack(5), ack(5))
    expect(client).toMatchObject({ acked: 5, ackedAtUs: 5000, ackDelayUs: 2000 })
  })

  it('tells no time of what was sent twice', () => {
    const { client } = flow(SYN, SYN_ACK, ACK, data('client', 1, 'abcd'), data('client', 1, 'abcd'), ack(5))
    expect(client.ackDelayUs).toBe(Infinity)
  })

  it('tells which sizes arrive', () => {
    const sent = [data('client', 1, 'x'.repeat(100)), data('client', 101, 'y'.repeat(300))]
    expect(flow(SYN, SYN_ACK, ACK, ...sent, ack(101)).client.largestAcked).toBe(100)
    expect(flow(SYN, SYN_ACK, ACK, ...sent, ack(401)).client.largestAcked).toBe(300)
    expect(flow(SYN, SYN_ACK, ACK, ...sent, ack(1, { sack: [[101, 401]] })).client.largestAcked).toBe(300)
    expect(flow(SYN, SYN_ACK, ACK, ...sent, ack(1, { sack: [[201, 401]] })).client.largestAcked).toBe(0)
  })
})

describe('a FIN', () => {
  const fin = (at: number): FlowPacket => ({ from: 'client', flags: 'FA', at, ack: 1 })

  it('takes an octet', () => {
    const { client } = flow(SYN, SYN_ACK, ACK, data('client', 1, 'QUIT'), fin(5), { from: 'server', at: 1, ack: 6 })
    expect(client).toMatchObject({ sawFin: true, finOffset: 5, next: 6, acked: 6, missedBytes: 0 })
  })

  it('behind octets that the capture does not hold: those are missed', () => {
    expect(flow(SYN, SYN_ACK, ACK, fin(8)).client).toMatchObject({ finOffset: 8, missedBytes: 7 })
  })

  it('that is the first packet of its side says nothing of what came before', () => {
    expect(flow({ from: 'server', at: 1, ack: 1 }, fin(8)).client.missedBytes).toBe(0)
  })
})
