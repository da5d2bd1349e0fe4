import { describe, expect, test } from 'vitest'
import { concat, fromLatin1 } from '../octets.ts'
import { encodeAlert } from './alert.ts'
import { u16, u24, u8 } from './bytes.ts'
import { encodeExtension } from './extension.ts'
import { createRecordSplitter, encodeRecords, RECORD_LIMIT_BYTES } from './record.ts'
import type { ServerFlight } from './server-flight.ts'
import { createServerFlightReader } from './server-flight.ts'
import { readSslv2Answer } from './sslv2.ts'

const RETRY = Uint8Array.from(
  'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'.match(/../g) ?? [],
  (hex) => Number.parseInt(hex, 16),
)

function message(type: number, body: Uint8Array): Uint8Array {
  return concat([u8(type), u24(body.length), body])
}

function record(type: number, payload: Uint8Array): Uint8Array {
  return encodeRecords(type, 0x0303, payload)
}

function serverHello(
  extensions: readonly { readonly type: number; readonly data: Uint8Array }[],
  random = new Uint8Array(32).fill(7),
  suite = 0xc02f,
): Uint8Array {
  const list = concat(extensions.map(encodeExtension))
  return message(
    2,
    concat([
      u16(0x0303),
      random,
      u8(0),
      u16(suite),
      u8(0),
      ...(extensions.length === 0 ? [] : [u16(list.length), list]),
    ]),
  )
}

const DER = [Uint8Array.of(0x30, 1, 2, 3), Uint8Array.of(0x30, 9)]
const certificates = concat(DER.flatMap((one) => [u24(one.length), one]))
const FLIGHT_12 = concat([
  serverHello([{ type: 0xff01, data: u8(0) }]),
  message(11, concat([u24(certificates.length), certificates])),
  message(12, Uint8Array.of(3, 0, 0x1d, 1, 9)),
  message(13, Uint8Array.of(1, 1, 0, 0)),
  message(14, new Uint8Array(0)),
])
const AGREED_13 = { type: 43, data: u16(0x0304) }
const SHARE = { type: 51, data: concat([u16(0x001d), u16(2), u16(7)]) }

const CASES: readonly (readonly [string, Uint8Array, object])[] = [
  [
    'a TLS 1.2 flight in one record',
    record(22, FLIGHT_12),
    {
      hello: { version: 0x0303, suite: 0xc02f, retry: false, secureRenegotiation: true },
      exchangeGroup: 0x1d,
      certificates: DER,
      certificateRequested: true,
      done: true,
    },
  ],
  [
    'a TLS 1.2 flight in records of three octets',
    concat(
      Array.from({ length: Math.ceil(FLIGHT_12.length / 3) }, (_, at) =>
        record(22, FLIGHT_12.subarray(at * 3, at * 3 + 3)),
      ),
    ),
    { hello: { version: 0x0303 }, done: true, certificates: DER },
  ],
  [
    'no renegotiation_info',
    record(22, serverHello([])),
    { hello: { secureRenegotiation: false, extensions: [] }, done: false },
  ],
  [
    'TLS 1.3',
    concat([
      record(22, serverHello([AGREED_13, SHARE], undefined, 0x1301)),
      record(20, u8(1)),
      record(23, new Uint8Array(40)),
    ]),
    { hello: { version: 0x0304, suite: 0x1301, group: 0x1d, retry: false }, encryptedRecords: 1 },
  ],
  [
    'HelloRetryRequest',
    record(22, serverHello([AGREED_13, { type: 51, data: u16(0x11ec) }], RETRY, 0x1302)),
    { hello: { version: 0x0304, suite: 0x1302, group: 0x11ec, retry: true } },
  ],
  ['an alert', encodeAlert(0x0301, { description: 70, fatal: true }), { alert: { description: 70, fatal: true } }],
  [
    'a warning before the hello',
    concat([encodeAlert(0x0303, { description: 112, fatal: false }), record(22, serverHello([]))]),
    { alert: { description: 112, fatal: false }, hello: { version: 0x0303 } },
  ],
  ['a reply in clear text', fromLatin1('454 4.7.0 TLS not available\r\n'), { garbled: 'content type 52' }],
  [
    'a ServerHello whose lengths lie',
    record(22, message(2, Uint8Array.of(3, 3, 1, 2))),
    {
      garbled: 'a ServerHello that contradicts its own lengths',
    },
  ],
  [
    'a message of 16 MB',
    record(22, Uint8Array.of(11, 255, 255, 255)),
    { garbled: 'a handshake message of impossible size' },
  ],
]

function read(octets: Uint8Array, cuts: readonly number[] = []): ServerFlight {
  const reader = createServerFlightReader()
  let from = 0
  for (const cut of [...cuts, octets.length]) {
    reader.push(octets.slice(from, cut))
    from = cut
  }
  return reader.flight()
}

describe('server flights, whole and cut at every octet', () => {
  test.each(CASES)('%s', (_name, octets, expected) => {
    const whole = read(octets)
    expect(whole).toMatchObject(expected)
    for (let cut = 1; cut < octets.length; cut += 1) expect(read(octets, [cut])).toEqual(whole)
    expect(
      read(
        octets,
        Array.from({ length: octets.length - 1 }, (_, index) => index + 1),
      ),
    ).toEqual(whole)
  })

  test('any octets, bent anywhere, are read without a throw', () => {
    const octets = record(22, FLIGHT_12)
    for (let at = 0; at < octets.length; at += 1)
      for (const flip of [0x01, 0x80, 0xff]) {
        const bent = octets.slice()
        bent[at] = (bent[at] ?? 0) ^ flip
        expect(() => read(bent)).not.toThrow()
      }
  })
})

test('a message in records of one octet each, and of none, is no burden', () => {
  const body = new Uint8Array(200_000)
  const whole = message(11, concat([u24(body.length), body]))
  const octets = concat([...whole].flatMap((octet) => [record(22, u8(octet)), record(22, new Uint8Array(0))]))
  const reader = createServerFlightReader()
  const before = process.cpuUsage()
  for (let at = 0; at < octets.length; at += 60_000) reader.push(octets.subarray(at, at + 60_000))
  const { user, system } = process.cpuUsage(before)
  expect(reader.pendingBytes()).toBe(0)
  // Copied anew for each record it took 20 s.
  expect((user + system) / 1e6).toBeLessThan(5)
})

test('the splitter holds one record at most', () => {
  const splitter = createRecordSplitter()
  expect(splitter.push(Uint8Array.of(22, 3, 3, 0xff, 0xff))).toEqual([
    { kind: 'garbled', offset: 0, why: 'a record of 65535 octets' },
  ])
  // What is no TLS once is none any more.
  expect(splitter.push(record(22, FLIGHT_12))).toEqual([])
  const other = createRecordSplitter()
  other.push(record(23, new Uint8Array(16_384)).subarray(0, 10_000))
  expect(other.pendingBytes()).toBeLessThan(RECORD_LIMIT_BYTES)
})

test.each([
  [[0x80, 20, 4, 0, 1, 0, 2], { kind: 'server-hello', version: 2, sizeBytes: 22, complete: false }],
  [[0x80, 3, 0, 0, 1], { kind: 'error', code: 1 }],
  [[0x80, 3], { kind: 'incomplete' }],
  [[], { kind: 'incomplete' }],
  [[0x15, 3, 3, 0, 2, 2, 70], { kind: 'other' }],
  [[0x80, 3, 9], { kind: 'other' }],
])('SSLv2 answer %j', (octets, expected) => {
  expect(readSslv2Answer(Uint8Array.from(octets))).toEqual(expected)
})
