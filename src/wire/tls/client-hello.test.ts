import { describe, expect, test } from 'vitest'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { concat } from '../octets.ts'
import type { ClientHello } from './client-hello-parser.ts'
import { isGrease, parseClientHello } from './client-hello-parser.ts'
import { buildClientHello } from './client-hello.ts'
import { createMessageJoiner } from './handshake-message.ts'
import { createRecordSplitter } from './record.ts'

let seed = 1
/** Octets that look random and are the same in every run. */
function random(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return (seed >> 16) & 0xff
  })
}

function build(spec: HelloSpec, host = 'mx.example.net'): Uint8Array {
  return buildClientHello(spec, host, random)
}

function parsed(octets: Uint8Array): ClientHello {
  const payloads = createRecordSplitter()
    .push(octets)
    .map((event) => (event.kind === 'record' ? event.record.payload : new Uint8Array(0)))
  const [message] = createMessageJoiner().push(concat(payloads))
  const hello = message === undefined ? undefined : parseClientHello(message.body)
  if (hello === undefined) throw new Error('not a ClientHello')
  return hello
}

const TABLE: readonly (readonly [string, HelloSpec, Partial<ClientHello>])[] = [
  ['SSLv3 has no extensions', { maxVersion: 0x0300 }, { version: 0x0300, extensions: [], maxVersion: 0x0300 }],
  ['TLS 1.0 has no signature algorithms', { maxVersion: 0x0301 }, { version: 0x0301, sigalgs: [] }],
  ['TLS 1.2', { maxVersion: 0x0303, suites: [0xc02f, 0x00ff] }, { version: 0x0303, suites: [0xc02f, 0x00ff] }],
  [
    'TLS 1.3 with an empty key share',
    { maxVersion: 0x0304 },
    { version: 0x0303, maxVersion: 0x0304, sessionIdBytes: 32, keyShareGroups: [], sni: 'mx.example.net' },
  ],
  ['TLS 1.3 with shares', { maxVersion: 0x0304, keyShare: 'mlkem' }, { keyShareGroups: [0x11ec, 0x001d] }],
  [
    '1.3 suites without supported_versions',
    { maxVersion: 0x0304, omitSupportedVersions: true },
    { supportedVersions: [] },
  ],
  ['a future version', { maxVersion: 0x0305 }, { version: 0x0305, maxVersion: 0x0305 }],
  [
    'groups and signature algorithms',
    { maxVersion: 0x0304, groups: [0x11ec], sigalgs: [0x0403] },
    {
      groups: [0x11ec],
      sigalgs: [0x0403],
    },
  ],
  ['another name', { maxVersion: 0x0303, sni: 'other.example' }, { sni: 'other.example' }],
  ['ALPN', { maxVersion: 0x0303, alpn: ['smtp', 'h2'] }, { alpn: ['smtp', 'h2'] }],
]

describe('builder and parser agree', () => {
  test.each(TABLE)('%s', (_name, spec, expected) => {
    expect(parsed(build(spec))).toMatchObject(expected)
  })

  test('no name: null, or an address', () => {
    expect(parsed(build({ maxVersion: 0x0303, sni: null })).sni).toBeUndefined()
    expect(parsed(build({ maxVersion: 0x0303 }, '192.0.2.1')).sni).toBeUndefined()
    expect(parsed(build({ maxVersion: 0x0303 }, '2001:db8::1')).sni).toBeUndefined()
  })

  test('GREASE stands in suites, groups, versions and extensions', () => {
    const hello = parsed(build({ maxVersion: 0x0304, grease: true, keyShare: 'x25519' }))
    for (const list of [hello.suites, hello.groups, hello.supportedVersions, hello.extensions, hello.keyShareGroups])
      expect(list.filter(isGrease).length).toBeGreaterThan(0)
    expect(hello.maxVersion).toBe(0x0304)
  })

  test('the renegotiation signal goes once, as suite or extension', () => {
    const has = (suites: readonly number[]): boolean =>
      parsed(build({ maxVersion: 0x0303, suites })).extensions.includes(0xff01)
    expect(has([0xc02f, 0x00ff])).toBe(false)
    expect(has([0xc02f])).toBe(true)
  })

  test('record versions', () => {
    expect([...build({ maxVersion: 0x0300 }).subarray(0, 3)]).toEqual([0x16, 3, 0])
    expect([...build({ maxVersion: 0x0304 }).subarray(0, 3)]).toEqual([0x16, 3, 1])
    expect([...build({ maxVersion: 0x0304, recordVersion: 0x0303 }).subarray(0, 3)]).toEqual([0x16, 3, 3])
  })

  test('SSLv2', () => {
    const octets = build({ maxVersion: 0x0002 })
    expect([...octets.subarray(0, 11)]).toEqual([0x80, 46, 1, 0, 2, 0, 21, 0, 0, 0, 16])
    expect(octets.length).toBe(48)
  })
})

describe('exact sizes', () => {
  const SIZES = [261, 262, 263, 264, 265, 280, 511, 512, 517, 1399, 1400, 1401, 1590, 16_000, 16_389, 16_395, 20_001]
  const KINDS = ['padding', 'groups', 'suites'] as const
  test.each([0x0301, 0x0303, 0x0304].flatMap((maxVersion) => KINDS.map((padWith) => [maxVersion, padWith] as const)))(
    'version 0x%s, padded with %s',
    (maxVersion, padWith) => {
      const least = build({ maxVersion }).length
      for (const sizeBytes of SIZES) {
        const octets = build({ maxVersion, padWith, sizeBytes })
        expect(octets.length).toBe(Math.max(least, sizeBytes))
        expect(parsed(octets).version).toBe(Math.min(maxVersion, 0x0303))
      }
    },
  )

  test('every size from the least on', () => {
    for (const maxVersion of [0x0303, 0x0304]) {
      const least = build({ maxVersion }).length
      for (let more = 0; more < 40; more += 1)
        expect(build({ maxVersion, sizeBytes: least + more }).length).toBe(least + more)
    }
  })

  test('SSLv3 grows by suites', () => {
    expect(build({ maxVersion: 0x0300, sizeBytes: 600 }).length).toBe(600)
  })
})

test('the parser takes any octets', () => {
  const octets = build({ maxVersion: 0x0304, keyShare: 'mlkem', grease: true, alpn: ['smtp'] })
  const body = octets.subarray(9)
  for (let length = 0; length < body.length; length += 1) {
    expect(() => parseClientHello(body.subarray(0, length))).not.toThrow()
    const bent = body.slice()
    bent[length] = (bent[length] ?? 0) ^ 0xff
    expect(() => parseClientHello(bent)).not.toThrow()
  }
})
