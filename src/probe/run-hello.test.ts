import { describe, expect, test } from 'vitest'
import { probeContext } from '../../test/kit/scripted-peer-context.ts'
import type { PeerScript } from '../../test/kit/scripted-peer.ts'
import { makeCertificate, startPeer } from '../../test/kit/scripted-peer.ts'
import type { HelloAnswer, TlsHello } from '../domain/facts/smtp-facts.ts'
import type { HelloPlan, HelloSpec } from '../domain/plan/hello-plan.ts'
import { runHello } from './run-hello.ts'

const rsa = makeCertificate({ name: 'mx.example.net', key: 'rsa' })
const ec = makeCertificate({ name: 'mx.example.net' })

async function helloTo(script: PeerScript, hello: HelloSpec, changes: Partial<HelloPlan> = {}): Promise<TlsHello> {
  const peer = await startPeer(script)
  const endpoint = { host: 'mx.example.net', address: peer.address, port: peer.port }
  const plan: HelloPlan = {
    kind: 'hello',
    endpoint,
    ehloName: 'probe.example.org',
    hello,
    patienceMs: 1_000,
    ...changes,
  }
  const { hello: fact } = await runHello(plan, probeContext())
  await peer.close()
  return fact
}

function shown(answer: HelloAnswer): string {
  switch (answer.kind) {
    case 'server-hello': {
      const group = answer.group === undefined ? '' : ` group ${answer.group.toString(16)}`
      return `${answer.version.toString(16)}${answer.retry ? ' retry' : ''}${group}${answer.flightComplete === true ? ' complete' : ''}`
    }
    case 'alert':
      return `alert ${answer.description}`
    case 'plaintext':
      return `text ${answer.text}`
    case 'closed':
      return answer.by
    case 'silent':
    case 'garbled':
      return answer.kind
    case 'not-reached':
      return `not reached, ${answer.stage}`
  }
}

const V13 = { maxVersion: 0x0304 } as const
const V12 = { maxVersion: 0x0303 } as const
const ALL = { minVersion: 'TLSv1' } as const

describe('against OpenSSL', () => {
  const CASES: readonly (readonly [string, PeerScript, HelloSpec, string])[] = [
    ['1.3, no share', { tls: rsa }, V13, '304 retry group 1d'],
    ['1.3, X25519', { tls: rsa }, { ...V13, keyShare: 'x25519' }, '304 group 1d complete'],
    ['1.3, ML-KEM offered, not shared', { tls: rsa }, { ...V13, groups: [0x11ec] }, '304 retry group 11ec'],
    [
      '1.3, ML-KEM shared',
      { tls: rsa },
      { ...V13, groups: [0x11ec, 0x1d], keyShare: 'mlkem' },
      '304 group 11ec complete',
    ],
    ['1.3 with GREASE', { tls: rsa }, { ...V13, keyShare: 'x25519', grease: true }, '304 group 1d complete'],
    [
      '1.3, a group that the server lacks',
      { tls: { ...rsa, ecdhCurve: 'P-256' } },
      { ...V13, groups: [0x1d] },
      'alert 40',
    ],
    ['1.2', { tls: rsa }, V12, '303 group 1d complete'],
    ['1.2, EC certificate and RSA suites', { tls: ec }, { ...V12, suites: [0xc02f, 0x009c] }, 'alert 40'],
    ['1.2, EC certificate and EC suites', { tls: ec }, { ...V12, suites: [0xc02b] }, '303 group 1d complete'],
    ['1.2, to a server from 1.3 on', { tls: { ...rsa, minVersion: 'TLSv1.3' } }, V12, 'alert 70'],
    ['1.3, to a server up to 1.2', { tls: { ...rsa, maxVersion: 'TLSv1.2' } }, V13, '303 group 1d complete'],
    ['1.1', { tls: { ...rsa, ...ALL } }, { maxVersion: 0x0302 }, '302 group 1d complete'],
    ['1.0', { tls: { ...rsa, ...ALL } }, { maxVersion: 0x0301 }, '301 group 1d complete'],
    ['1.0, refused', { tls: rsa }, { maxVersion: 0x0301 }, 'alert 70'],
    ['SSLv3', { tls: { ...rsa, ...ALL } }, { maxVersion: 0x0300 }, 'alert 40'],
    ['SSLv2', { tls: { ...rsa, ...ALL } }, { maxVersion: 0x0002 }, 'alert 70'],
    ['a future version', { tls: rsa }, { maxVersion: 0x0305 }, '303 group 1d complete'],
    ['a suite of nobody', { tls: rsa }, { ...V12, suites: [0x0a0b] }, 'alert 40'],
    ['16 kB', { tls: rsa }, { ...V13, sizeBytes: 15_900 }, '304 retry group 1d'],
    ['an unknown protocol name', { tls: rsa }, { ...V13, alpn: ['h2'] }, '304 retry group 1d'],
  ]
  test.each(CASES)('%s', async (_name, script, hello, expected) => {
    expect(shown((await helloTo(script, hello)).answer)).toBe(expected)
  })

  test('the flight and its parts', async () => {
    const { answer, sizeBytes } = await helloTo({ tls: rsa }, { ...V12, sizeBytes: 700 })
    expect(sizeBytes).toBe(700)
    expect(answer).toMatchObject({ kind: 'server-hello', secureRenegotiation: true, suite: 0xc030 })
    if (answer.kind === 'server-hello') expect(answer.flightBytes).toBeGreaterThan(rsa.der.length)
    const retry = (await helloTo({ tls: rsa }, V13)).answer
    expect(retry).toMatchObject({ flightBytes: 0 })
  })
})

describe('what may come instead', () => {
  const at = (tls: NonNullable<PeerScript['at']>['tls']): PeerScript => ({
    tls: rsa,
    at: { tls: tls ?? { do: 'usual' } },
  })
  const partial = '\x16\x03\x03\x04\0\x02\0\x03\xfc'
  const CASES: readonly (readonly [string, PeerScript, string])[] = [
    ['an alert', at({ do: 'raw', latin1: '\x15\x03\x01\0\x02\x02\x50', then: 'deaf' }), 'alert 80'],
    ['an alert and a reset', at({ do: 'raw', latin1: '\x15\x03\x01\0\x02\x02\x28', then: 'reset' }), 'alert 40'],
    ['a warning and the end', at({ do: 'raw', latin1: '\x15\x03\x01\0\x02\x01\x70', then: 'close' }), 'alert 112'],
    [
      'a reply',
      at({ do: 'reply', text: '454 4.7.0 TLS not available', then: 'deaf' }),
      'text 454 4.7.0 TLS not available',
    ],
    ['another text', at({ do: 'raw', latin1: 'HTTP/1.1 400 x\r\n', then: 'deaf' }), 'garbled'],
    ['binary', at({ do: 'raw', latin1: '\xff\xfe\xfd', then: 'close' }), 'garbled'],
    ['a record that lies', at({ do: 'raw', latin1: '\x16\x03\x03\xff\xff', then: 'deaf' }), 'garbled'],
    ['half a flight and the end', at({ do: 'raw', latin1: partial, then: 'close' }), 'fin'],
    ['half a flight and silence', at({ do: 'raw', latin1: partial, then: 'deaf' }), 'silent'],
    ['fin', at({ do: 'fin' }), 'fin'],
    ['rst', at({ do: 'rst' }), 'rst'],
    ['silence', at({ do: 'silent' }), 'silent'],
    ['a refused STARTTLS', { tls: rsa, at: { starttls: { do: 'reply', text: '454 no' } } }, 'not reached, starttls'],
    ['a refusing greeting', { at: { banner: { do: 'reply', text: '554 no' } } }, 'not reached, banner'],
    ['a drop before it', { at: { ehlo: { do: 'rst' } } }, 'not reached, ehlo'],
  ]
  test.each(CASES)('%s', async (_name, script, expected) => {
    const { answer } = await helloTo(script, V12, { patienceMs: 400 })
    expect(shown(answer)).toBe(expected)
    if (answer.kind === 'silent' || answer.kind === 'closed')
      expect(answer.bytesSeen).toBe(_name.startsWith('half') ? partial.length : 0)
  })

  test('a flight that stops in the middle', async () => {
    // The server's certificate is lost on the way back, the ServerHello is not.
    const hello = `\x03\x03${'r'.repeat(32)}\0\xc0\x2f\0`
    const octets = `\x16\x03\x03\0${String.fromCharCode(hello.length + 4)}\x02\0\0${String.fromCharCode(hello.length)}${hello}`
    const { answer } = await helloTo(at({ do: 'raw', latin1: octets, then: 'deaf' }), V12, { patienceMs: 400 })
    expect(answer).toMatchObject({
      kind: 'server-hello',
      flightComplete: false,
      flightBytes: octets.length,
      secureRenegotiation: false,
    })
  })
})

describe('intolerant of', () => {
  const rules = (...hellos: NonNullable<PeerScript['hellos']>): PeerScript => ({ tls: rsa, hellos })
  const large = rules({ minBytes: 1_400, then: { do: 'silent' } })
  const appliance = rules({ minBytes: 256, maxBytes: 511, then: { do: 'rst' } })
  const versions = rules({ offers13: true, then: { do: 'rst' } })
  const pieces = rules({ fragmented: true, then: { do: 'fin' } })
  const groups = rules({ offersGroup: 0x11ec, then: { do: 'alert', description: 50 } })
  const CASES: readonly (readonly [string, PeerScript, HelloSpec, Partial<HelloPlan>, string])[] = [
    ['size: small', large, { ...V12, sizeBytes: 600 }, {}, '303 group 1d complete'],
    ['size: large', large, { ...V12, sizeBytes: 1_590 }, {}, 'silent'],
    ['size: large in slices', large, { ...V12, sizeBytes: 1_590 }, { sliceBytes: 500 }, 'silent'],
    ['256 to 511 octets: below', appliance, { ...V12, sizeBytes: 250 }, {}, '303 group 1d complete'],
    ['256 to 511 octets: inside', appliance, { ...V12, sizeBytes: 400 }, {}, 'rst'],
    ['256 to 511 octets: above', appliance, { ...V12, sizeBytes: 512 }, {}, '303 group 1d complete'],
    ['TLS 1.3', versions, V13, {}, 'rst'],
    ['TLS 1.3: not offered', versions, V12, {}, '303 group 1d complete'],
    ['pieces: whole', pieces, V12, {}, '303 group 1d complete'],
    ['pieces: cut', pieces, V12, { sliceBytes: 100 }, 'fin'],
    ['a group', groups, { ...V13, groups: [0x11ec] }, {}, 'alert 50'],
    [
      'large segments, not large hellos',
      { tls: rsa, flow: { swallowsReadsAboveBytes: 1_400 } },
      { ...V12, sizeBytes: 1_590 },
      {},
      'silent',
    ],
    [
      'large segments: in slices',
      { tls: rsa, flow: { swallowsReadsAboveBytes: 1_400 } },
      { ...V12, sizeBytes: 1_590 },
      { sliceBytes: 400 },
      '303 group 1d complete',
    ],
    ['its own large flight', { tls: rsa, flow: { swallowsWritesAboveBytes: 1_000 } }, V12, {}, 'silent'],
    [
      'its own large flight: a small answer',
      { tls: rsa, flow: { swallowsWritesAboveBytes: 1_000 } },
      V13,
      {},
      '304 retry group 1d',
    ],
  ]
  test.each(CASES)('%s', async (_name, script, hello, changes, expected) => {
    expect(shown((await helloTo(script, hello, { patienceMs: 500, ...changes })).answer)).toBe(expected)
  })
})

test('TLS from the first octet', async () => {
  expect(shown((await helloTo({ tls: rsa, wrapped: true }, V13, { wrapped: true })).answer)).toBe('304 retry group 1d')
  const plain = await helloTo({ greeting: 'mx' }, V13, { wrapped: true })
  expect(plain.answer).toMatchObject({ kind: 'plaintext', text: '220 mx' })
})

test('steps, sizes and the farewell', async () => {
  const peer = await startPeer({ tls: rsa })
  const endpoint = { host: 'mx.example.net', address: peer.address, port: peer.port }
  const { hello, steps } = await runHello(
    { kind: 'hello', endpoint, ehloName: 'probe.example.org', hello: { ...V13, sizeBytes: 517 } },
    probeContext({ arm: 'small' }),
  )
  await peer.close()
  expect(steps.map(({ stage, said }) => `${stage} ${said}`)).toEqual([
    'connect (TCP connect)',
    'banner ',
    'ehlo EHLO probe.example.org',
    'starttls STARTTLS',
    'tls (ClientHello, 517 octets)',
  ])
  expect(steps.at(-1)).toMatchObject({ sentBytes: 517, outcome: { kind: 'done' } })
  expect(hello).toMatchObject({ arm: 'small', session: 's1', sizeBytes: 517 })
})
