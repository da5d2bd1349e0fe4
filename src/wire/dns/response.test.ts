import dnsPacket from 'dns-packet'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followAliases } from './alias.ts'
import { readName, writeName } from './name.ts'
import { encodeQuery } from './query.ts'
import { decodeResponse } from './response.ts'
import { frameForTcp, tcpMessages } from './tcp-frame.ts'

const EXPECTED = { id: 7, name: 'example.org', type: 'MX' } as const
const WHOLE = dnsPacket.encode({
  type: 'response',
  id: 7,
  questions: [{ type: 'MX', name: 'example.org' }],
  answers: [{ type: 'MX', name: 'example.org', ttl: 5, data: { preference: 10, exchange: 'mx.example.org' } }],
  authorities: [
    {
      type: 'SOA',
      name: 'example.org',
      ttl: 5,
      data: { mname: 'a', rname: 'b', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 1 },
    },
  ],
})

test('an answer is read with its flags, its records and the SOA beside them', () => {
  expect(decodeResponse(WHOLE, EXPECTED)).toMatchObject({
    kind: 'response',
    response: {
      rcode: 'NOERROR',
      truncated: false,
      authoritative: false,
      authenticated: false,
      answers: [{ type: 'MX', name: 'example.org', preference: 10, exchange: 'mx.example.org', ttlSeconds: 5 }],
      hasSoa: true,
      extendedErrors: [],
    },
  })
  expect(decodeResponse(changed([2, 0x85], [3, 0xa0]), EXPECTED)).toMatchObject({
    response: { authoritative: true, authenticated: true },
  })
})

/** The answer with these octets in place of its own. */
function changed(...octets: readonly (readonly [at: number, octet: number])[]): Uint8Array {
  const copy = Uint8Array.from(WHOLE)
  for (const [at, octet] of octets) copy[at] = octet
  return copy
}

const NO_QUESTION = [5, 0] as const
test.each<[string, Uint8Array, 'response' | 'stray' | 'malformed']>([
  ['eleven octets', WHOLE.subarray(0, 11), 'stray'],
  ['another transaction', changed([1, 8]), 'stray'],
  ['a query', changed([2, 0]), 'stray'],
  ['an answer to another name', changed([13, 0x66]), 'stray'],
  ['an answer to another type', changed([26, 16]), 'stray'],
  ['two questions', changed([5, 2]), 'malformed'],
  ['a header alone that says NOERROR', changed(NO_QUESTION, [7, 0], [9, 0]).subarray(0, 12), 'malformed'],
  ['one that says FORMERR', changed(NO_QUESTION, [3, 1], [7, 0], [9, 0]).subarray(0, 12), 'response'],
  ['one that was truncated', changed(NO_QUESTION, [2, 0x82], [7, 0], [9, 0]).subarray(0, 12), 'response'],
  ['a cut record', WHOLE.subarray(0, 40), 'malformed'],
  ['one of an answer that was truncated', changed([2, 0x82]).subarray(0, 40), 'response'],
  ['more records than there are', changed([11, 1]), 'malformed'],
  ['a record whose data end early', changed([51, 2]), 'malformed'],
])('%s', (_name, octets, kind) => expect(decodeResponse(octets, EXPECTED).kind).toBe(kind))

test('any octets whatever are read without a throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (octets) => void decodeResponse(octets, EXPECTED)))
})

test('a real answer with any octets changed is read without a throw, and in bounded time', () => {
  const changes = fc.array(fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(changes, (list) => {
      const octets = Uint8Array.from(WHOLE)
      for (const [at, value] of list) octets[at] = value
      void decodeResponse(octets, EXPECTED)
    }),
    { numRuns: 2_000 },
  )
})

test('a nest of pointers in 64 kB does not keep us busy', () => {
  const message = new Uint8Array(65_535)
  message.set([0, 7, 0x81, 0x80, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
  // Every two octets point two octets back: names of thousands of jumps for thousands of records.
  for (let at = 14; at < 16_384; at += 2) message.set([0xc0 | ((at - 2) >> 8), (at - 2) & 0xff], at)
  expect(readName(message, 16_382)).toBeUndefined()
  expect(decodeResponse(message, EXPECTED).kind).not.toBe('response')
})

describe('names', () => {
  test.each([
    [[3, 0x61, 0x2e, 0x62, 0], 'a\\.b'],
    [[2, 0x5c, 0x0a, 0], '\\\\\\010'],
    [[3, 0x4d, 0x58, 0xff, 0], 'mx\\255'],
    [[0], '.'],
  ])('%j is %s', (octets, name) => expect(readName(Uint8Array.from(octets), 0)).toEqual({ name, next: octets.length }))

  test('what is written can be read again', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abcxyz0189-_'), minLength: 1, maxLength: 63 })
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), (labels) => {
        const name = labels.join('.')
        const octets = writeName(name)
        if (name.length > 253) expect(octets).toBeUndefined()
        else expect(octets && readName(octets, 0)?.name).toBe(name)
      }),
    )
  })
})

test('dns-packet reads our query as it was meant', () => {
  const octets = encodeQuery({
    id: 0xbeef,
    name: 'Example.org.',
    type: 'TLSA',
    recursionDesired: true,
    checkingDisabled: true,
    ednsBytes: 1232,
    dnssecOk: true,
  })
  const query = dnsPacket.decode(Buffer.from(octets ?? []))
  expect(query).toMatchObject({ id: 0xbeef, type: 'query', flag_rd: true, flag_cd: true, flag_ad: true })
  expect(query.questions).toEqual([expect.objectContaining({ name: 'Example.org', type: 'TLSA' })])
})

test('TCP messages come whole, however they are cut', () => {
  const stream = [new Uint8Array(0), Uint8Array.of(1), new Uint8Array(300).fill(7)].map(frameForTcp)
  const octets = Buffer.concat(stream)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 20, maxLength: 20 }), (sizes) => {
      const messages = tcpMessages()
      const lengths: number[] = []
      for (let at = 0, turn = 0; at < octets.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1
        lengths.push(...messages.take(octets.subarray(at, at + size)).map(({ length }) => length))
        at += size
      }
      expect(lengths).toEqual([0, 1, 300])
      expect(messages.pendingBytes).toBe(0)
    }),
  )
})

test('aliases are followed to their end, never in a circle', () => {
  const alias = (name: string, target: string) => ({ type: 'CNAME', name, target, ttlSeconds: 1 }) as const
  const address = { type: 'A', name: 'c.example', address: '192.0.2.1', ttlSeconds: 1 } as const
  const strays = [
    { type: 'A', name: 'd.example', address: '192.0.2.9', ttlSeconds: 1 },
    { type: 'TXT', name: 'c.example', text: 'not an address', ttlSeconds: 1 },
  ] as const
  const chain = [...strays, alias('a.example', 'B.example.'), alias('b.example', 'c.example'), address]
  expect(followAliases(chain, 'A.example', 'A')).toEqual({
    canonical: 'c.example',
    aliases: ['b.example', 'c.example'],
    records: [address],
    loops: false,
  })
  expect(followAliases([alias('a.example', 'a.example')], 'a.example', 'A')).toMatchObject({ loops: true, records: [] })
})
