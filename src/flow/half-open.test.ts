import { describe, expect, it } from 'vitest'
import { createFlow, segmentOf, type FlowOptions, type FlowPacket } from '../../test/kit/tcp-flow.ts'
import { concat } from '../wire/octets.ts'
import { emptyFrame, type Frame } from '../wire/pcap/frame.ts'
import { createHalfOpenStore, type HalfOpen } from './half-open.ts'

const HASH = 5

/** A store to which all flows have the same hash. */
function store(most = 100) {
  const kept = createHalfOpenStore(most)
  let numbers = 0
  let frames = 0
  const keep = (packet: FlowPacket, options: FlowOptions = {}, atUs = 0): boolean => {
    const segment = segmentOf(packet, options)
    const frame: Frame = { ...emptyFrame(), number: (frames += 1), atUs, originalBytes: segment.bytes.length }
    return kept.keep(HASH, segment, 0, frame, () => (numbers += 1))
  }
  const take = (packet: FlowPacket, options: FlowOptions = {}): HalfOpen | undefined => {
    const segment = segmentOf(packet, options)
    return kept.take(HASH, segment, segment.sourceAt, segment.targetAt)
  }
  return { keep, take, kept }
}

/** The numbers of its frames. */
function framesOf(flow: HalfOpen | undefined): readonly number[] | undefined {
  const frames: number[] = []
  flow?.replay(({ frame }) => frames.push(frame))
  return flow && frames
}

const SYN: FlowPacket = { from: 'client', flags: 'S', at: 0 }
const SYN_ACK: FlowPacket = { from: 'server', flags: 'SA', at: 0, ack: 1 }
const ports = (clientPort: number): FlowOptions => ({ clientPort })

describe('what is kept', () => {
  it.each<readonly [string, FlowPacket, boolean]>([
    ['a SYN', SYN, true],
    ['a SYN-ACK without its SYN', SYN_ACK, false],
    ['a SYN with data', { ...SYN, data: 'x' }, false],
    ['a SYN with a FIN', { ...SYN, flags: 'SF' }, false],
    ['a SYN in fragments', { ...SYN, fragment: 'first' }, false],
    ['a reset', { from: 'client', flags: 'R' }, false],
    ['an acknowledgement', { from: 'client' }, false],
  ])('%s: %s', (_name, packet, isKept) => {
    expect(store().keep(packet)).toBe(isKept)
  })

  it.each<readonly [string, FlowPacket, boolean]>([
    ['the same SYN again', SYN, true],
    ['its SYN-ACK', SYN_ACK, true],
    ['a SYN with another number', { ...SYN, at: 9 }, false],
    ['a SYN of the other side', { ...SYN_ACK, flags: 'S' }, false],
    ['a SYN-ACK of the same side', { ...SYN, flags: 'SA' }, false],
  ])('behind a SYN: %s: %s', (_name, packet, isKept) => {
    const { keep } = store()
    keep(SYN)
    expect(keep(packet)).toBe(isKept)
  })

  it('is no packet with more headers than its place holds', () => {
    const { bytes, ...segment } = segmentOf(SYN)
    const frame = { ...emptyFrame(), originalBytes: 105 }
    const keep = (length: number): boolean =>
      createHalfOpenStore().keep(
        HASH,
        { ...segment, bytes: concat([bytes, new Uint8Array(100)]), end: length },
        0,
        frame,
        () => 1,
      )
    expect([keep(104), keep(105)]).toEqual([true, false])
  })

  it('of one flow is bounded', () => {
    const { keep } = store()
    expect(Array.from({ length: 17 }, () => keep(SYN)).indexOf(false)).toBe(16)
  })

  it('of all is bounded, and what was taken out makes room', () => {
    const { keep, take, kept } = store(2)
    expect([keep(SYN, ports(1)), keep(SYN, ports(2)), keep(SYN, ports(3))]).toEqual([true, true, false])
    expect(kept.full).toBe(true)
    take(SYN, ports(1))?.drop()
    expect(kept.full).toBe(false)
    expect(keep(SYN, ports(3))).toBe(true)
  })
})

describe('flows of the same hash', () => {
  it('are told apart by ports, addresses and family', () => {
    const { keep, take } = store()
    keep(SYN, ports(1))
    keep(SYN, ports(2))
    keep(SYN, { family: 6, clientPort: 1 })
    keep(SYN_ACK, ports(1))
    keep(SYN, ports(2))
    expect(take(SYN, ports(9))).toBeUndefined()
    expect(framesOf(take(SYN_ACK, ports(2)))).toEqual([2, 5])
    expect(framesOf(take(SYN, { family: 6, clientPort: 1 }))).toEqual([3])
    expect(framesOf(take({ from: 'client' }, ports(1)))).toEqual([1, 4])
    expect(take(SYN, ports(1))).toBeUndefined()
  })

  it('are taken out of the middle of their chain', () => {
    for (const order of [
      [1, 2, 3],
      [2, 1, 3],
      [3, 1, 2],
      [2, 3, 1],
    ]) {
      const { keep, take } = store()
      for (const port of [1, 2, 3]) keep(SYN, ports(port))
      expect(order.map((port) => framesOf(take(SYN, ports(port))))).toEqual(order.map((port) => [port]))
      expect(keep(SYN, ports(1))).toBe(true)
    }
  })

  it('have their numbers in the order in which they appeared', () => {
    const { keep, take } = store()
    for (const port of [7, 8]) keep(SYN, ports(port))
    keep(SYN, ports(7))
    expect(take(SYN, ports(8))?.number).toBe(2)
    expect(take(SYN, ports(7))?.number).toBe(1)
  })
})

describe('one that was taken out', () => {
  const taken = (...packets: readonly FlowPacket[]): HalfOpen | undefined => {
    const { keep, take } = store()
    for (const packet of packets) keep(packet)
    return take(SYN)
  }
  it('is lone when nobody tried again', () => {
    expect(taken(SYN)?.lone).toBe(true)
    expect(taken(SYN, SYN_ACK)?.lone).toBe(true)
    expect(taken(SYN, SYN)?.lone).toBe(false)
    expect(taken(SYN, SYN_ACK, SYN_ACK)?.lone).toBe(false)
  })

  it('knows its ports, and its packets as they were', () => {
    const flow = taken({ ...SYN, mss: 1400, windowShift: 7 })
    expect(flow?.ports).toEqual([40_321, 25])
    flow?.replay(({ segment }) => expect(segment).toMatchObject({ mss: 1400, windowShift: 7, flags: 2 }))
  })
})

describe('the oldest', () => {
  it('goes first', () => {
    const kept = createHalfOpenStore()
    for (const [index, hash] of [30, 10, 20].entries()) {
      const [frame] = createFlow({ clientPort: hash }).send(SYN).frames
      if (frame !== undefined)
        kept.keep(hash, segmentOf(SYN, ports(hash)), 0, { ...frame, number: index + 1 }, () => index + 1)
    }
    expect([1, 2, 3, 4].map(() => kept.takeOldest()?.number)).toEqual([1, 2, 3, undefined])
  })

  it('stays while its latest packet is younger than asked for', () => {
    const { keep, kept } = store()
    keep(SYN, {}, 1000)
    keep(SYN, {}, 5000)
    expect(kept.takeOldest(4999)).toBeUndefined()
    expect(framesOf(kept.takeOldest(5000))).toEqual([1, 2])
  })
})
