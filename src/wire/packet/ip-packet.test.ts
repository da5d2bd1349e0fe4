import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressText, readIpPacket } from './ip-packet.ts'
import { ipHeaderAt } from './link-layer.ts'
import { emptySegment } from './segment.ts'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.replaceAll(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const TCP = '0019 c350 00000064 000000c8 8018 01f6 0000 0000 0101080a 00000001 00000002 32323020'
const V4 = `4500 0038 1234 4000 40 06 0000 0a000001 0a000002 ${TCP}`
const V4_OPTIONS = `4700 0040 1234 4000 40 06 0000 0a000001 0a000002 0101010101010100 ${TCP}`
const V6 = `60000000 0024 06 39 ${'20010db8'.padEnd(32, '0')} ${'20010db8'.padEnd(31, '0')}1 ${TCP}`
const V6_EXTENDED = `60000000 0034 00 39 ${'20010db8'.padEnd(32, '0')} ${'20010db8'.padEnd(31, '0')}1 3c00 010400000000 0600 010400000000 ${TCP}`

describe('readIpPacket', () => {
  it.each([
    ['IPv4', V4, 4, 64],
    ['IPv4 with options', V4_OPTIONS, 4, 64],
    ['IPv6', V6, 6, 57],
    ['IPv6 with extension headers', V6_EXTENDED, 6, 57],
  ] as const)('%s', (_name, text, family, ttl) => {
    const bytes = hex(text)
    const segment = emptySegment()
    expect(readIpPacket(segment, bytes, 0, bytes.length, bytes.length)).toBe(true)
    expect(segment).toMatchObject({
      kind: 'tcp',
      family,
      ttl,
      sourcePort: 25,
      targetPort: 50000,
      seq: 100,
      ack: 200,
      flags: 24,
      window: 502,
      payloadBytes: 4,
      payloadCaptured: 4,
      timestamp: 1,
    })
  })

  it('a snapped packet keeps its length on the wire', () => {
    const bytes = hex(V4).subarray(0, 44)
    const segment = emptySegment()
    expect(readIpPacket(segment, bytes, 0, bytes.length, 56)).toBe(true)
    expect(segment).toMatchObject({ payloadBytes: 4, payloadCaptured: 0, optionsCut: true })
  })

  it('an ICMP error names the packet it is about', () => {
    const quoted = hex(V4).subarray(0, 28)
    const bytes = Uint8Array.from([
      ...hex('4500 0038 0000 0000 40 01 0000 0a0000fe 0a000001 0304 0000 0000 0578'),
      ...quoted,
    ])
    const segment = emptySegment()
    expect(readIpPacket(segment, bytes, 0, bytes.length, bytes.length)).toBe(true)
    expect(segment).toMatchObject({ kind: 'icmp', icmpType: 3, icmpCode: 4, icmpMtu: 1400, sourcePort: 25, seq: 100 })
  })

  it.each([
    [3, true],
    [4, false],
  ])('%i tunnels in each other are opened: %s', (tunnels, opened) => {
    let bytes = hex(V4)
    for (let depth = 0; depth < tunnels; depth += 1) {
      const outer = hex('4500 0000 0000 4000 40 04 0000 0a000001 0a000002')
      outer.set([(bytes.length + 20) >> 8, (bytes.length + 20) & 0xff], 2)
      bytes = Uint8Array.from([...outer, ...bytes])
    }
    expect(readIpPacket(emptySegment(), bytes, 0, bytes.length, bytes.length)).toBe(opened)
  })

  it('no bytes make it throw', () => {
    const segment = emptySegment()
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.constantFrom(0, 1, 12, 101, 108, 113, 228, 276, 999),
        (bytes, linkType) => {
          const at = ipHeaderAt(linkType, bytes, 0, bytes.length)
          if (at >= 0) readIpPacket(segment, bytes, at, bytes.length, bytes.length)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('addressText', () => {
  it.each([
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['00000000000000000000000000000001', '::1'],
    ['fd770000000000010000000000000000', 'fd77:0:0:1::'],
    ['00000000000000000000ffff0a000001', '::ffff:10.0.0.1'],
    ['0a000001', '10.0.0.1'],
  ])('%s', (octets, text) => {
    const bytes = hex(octets)
    expect(addressText(bytes, 0, bytes.length)).toBe(text)
  })
})
