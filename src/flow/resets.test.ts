import { describe, expect, it } from 'vitest'
import { ACK, PSH, RST, SYN } from '../wire/packet/segment.ts'
import type { Packet } from './packet-log.ts'
import { weighReset, type ResetMark } from './resets.ts'

const RTT_MS = 40

/** A packet of the server (side 1), unless told otherwise. */
const packet = (frame: number, atMs: number, more: Partial<Packet> = {}): Packet => ({
  frame,
  atUs: atMs * 1000,
  side: 1,
  flags: ACK,
  offset: 1,
  length: 0,
  ack: 1,
  window: 501,
  ttl: 52,
  ipId: 100 + frame,
  timestamped: true,
  again: false,
  sackTo: -1,
  sackFrom: -1,
  sackedBytes: 0,
  ...more,
})
const ofClient = (frame: number, atMs: number, more: Partial<Packet> = {}): Packet =>
  packet(frame, atMs, { side: 0, flags: ACK | PSH, ttl: 64, ...more })

const GREETING = packet(1, 0, { flags: ACK | PSH, length: 20 })
const ANSWER = packet(2, 10, { offset: 21, length: 10 })
const EHLO = ofClient(3, 100, { length: 8, ack: 31 })
const reset = (more: Partial<Packet> = {}): Packet => packet(4, 140, { flags: RST | ACK, offset: 31, ack: 9, ...more })

/** The marks of a reset among the server’s two packets and the client’s last, and their points. */
function marks(one: Packet, ...others: readonly Packet[]): readonly (readonly [ResetMark['kind'], number])[] {
  const packets = [GREETING, ANSWER, EHLO, one, ...others].toSorted((a, b) => a.frame - b.frame)
  return weighReset([one], packets, RTT_MS)?.marks.map(({ kind, points }) => [kind, points] as const) ?? []
}

it('no reset is weighed where there is none', () => {
  expect(weighReset([], [GREETING, EHLO], RTT_MS)).toBeUndefined()
})

it('a reset like all other packets of its host has no mark', () => {
  expect(marks(reset())).toEqual([])
  expect(weighReset([reset()], [GREETING, ANSWER, EHLO, reset()], RTT_MS)).toMatchObject({
    points: 0,
    afterMs: 40,
    trigger: { frame: 3 },
    bare: false,
  })
})

describe('its host talks on', () => {
  it.each<readonly [string, readonly Packet[], number]>([
    ['once, close behind: one was overtaken', [packet(5, 141)], 0],
    ['once, before it could know', [packet(5, 142)], 2],
    ['once, when it must have known', [packet(5, 181)], 4],
    ['with the same octets again', [packet(5, 142, { again: true })], 4],
    ['close behind, and acknowledges more and more', [packet(5, 140, { ack: 5 }), packet(6, 141, { ack: 9 })], 2],
    ['with another SYN: a new attempt', [packet(5, 300, { flags: SYN })], 0],
    ['with another SYN-ACK', [packet(5, 300, { flags: SYN | ACK })], 4],
  ])('%s', (_name, later, points) => {
    expect(marks(reset(), ...later)).toEqual(points === 0 ? [] : [['talks-on', points]])
  })
})

describe('it comes too fast', () => {
  it('for the way there and back', () => {
    expect(marks(reset({ atUs: 119_000 }))).toEqual([['too-fast', 2]])
    expect(marks(reset({ atUs: 120_000 }))).toEqual([])
  })
  it('and not when it was sent before the packet that it seems to answer', () => {
    expect(marks(reset({ atUs: 101_000, ack: 1 }))).toEqual([])
  })
  it('and not when an older one waited for an answer', () => {
    expect(marks(reset({ atUs: 119_000 }), ofClient(2.5, 90, { length: 5 }))).toEqual([])
    expect(marks(reset({ atUs: 119_000 }), ofClient(2.5, 99.5, { length: 5 }))).toEqual([['too-fast', 2]])
  })
  it('and not when nothing asked for an answer', () => {
    const ack = { ...EHLO, length: 0 }
    expect(weighReset([reset({ atUs: 101_000 })], [GREETING, ANSWER, ack], RTT_MS)?.points).toBe(0)
  })
  it('and not where all is near', () => {
    expect(weighReset([reset({ atUs: 100_100 })], [GREETING, ANSWER, EHLO], 1.9)?.points).toBe(0)
  })
})

describe('it came another way', () => {
  it('by many hops, or by one: parallel routes differ so', () => {
    expect(marks(reset({ ttl: 60 }))).toEqual([['hop-limit', 2]])
    expect(marks(reset({ ttl: 53 }))).toEqual([['hop-limit', 1]])
    expect(marks(reset({ ttl: 51 }))).toEqual([['hop-limit', 1]])
  })
})

describe('it guesses its sequence number', () => {
  it('ahead of all that its host had sent, a FIN included', () => {
    expect(marks(reset({ offset: 32 }))).toEqual([])
    expect(marks(reset({ offset: 33 }))).toEqual([['sequence', 2]])
  })
  it('and of a host that said next to nothing that cannot be told', () => {
    const one = reset({ offset: 500 })
    expect(weighReset([one], [GREETING, EHLO, one], RTT_MS)?.points).toBe(0)
  })
})

describe('its form', () => {
  it('lacks the timestamps of the flow', () => {
    expect(marks(reset({ timestamped: false }))).toEqual([['form', 1]])
  })
  it('has an identification out of line with those of its host', () => {
    const third = packet(2.5, 20, { offset: 31, ipId: 160 })
    expect(marks(reset({ ipId: 160 + 256 }), third)).toEqual([])
    expect(marks(reset({ ipId: 160 + 257 }), third)).toEqual([['form', 1]])
    expect(marks(reset({ ipId: 0 }), third)).toEqual([['form', 1]])
    expect(marks(reset({ ipId: 9000 }))).toEqual([])
  })
})
