import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, FIN, session, type Seen, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { alert, certificate, deadHandshake, helloSeen, livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import type { Trial } from '../../domain/experiment.ts'
import cause from './no-shared-cipher.ts'

causeCases(cause, {
  convicts: [
    [
      'alert 40 to a shortened list',
      [deadHandshake(alert(40), { tlsPlan: { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' } })],
    ],
    ['alert 71', [deadHandshake(alert(71))]],
    [
      'the MTA found no cipher in common',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })],
    ],
  ],
  acquits: [],
  abstains: [
    ['silence', [deadHandshake(SILENCE)]],
    ['alert 40 to a TLS 1.0 hello', [deadHandshake(alert(40), { tlsPlan: { maxVersion: 'TLSv1' } })]],
    ['an ECDSA certificate and no complaint', [livingHandshake({ chain: [certificate({ keyType: 'ec' })] })]],
    ['the server closed at the banner', [session({ death: { stage: 'banner', outcome: FIN, outstanding: [] } })]],
  ],
})

test('a server that takes only suites without a certificate has none in common with us', () => {
  const [asked] = experimentsOf(cause, [deadHandshake(alert(40))])
  const trials = (takes: string): readonly Trial[] =>
    (asked?.arms ?? []).flatMap(({ name }) =>
      [1, 2].map((): Trial => ({
        arm: name,
        shownBy: [],
        result: {
          kind: 'hello',
          hello: {
            endpoint: AN_ENDPOINT,
            session: name,
            hello: { maxVersion: 0x0303 },
            sizeBytes: 300,
            answer:
              name === takes
                ? { kind: 'server-hello', version: 0x0303, suite: 0x00a8, retry: false, flightBytes: 90, afterMs: 20 }
                : { kind: 'alert', description: 40, fatal: true, afterMs: 20 },
          },
        },
      })),
    )
  expect(asked?.judge(trials('suites without a certificate')).judged).toBe('confirmed')
  expect(asked?.judge(trials('none')).judged).toBe('refuted')
})

const answered = (suite: number): Seen =>
  helloSeen(
    { maxVersion: 0x0303, suites: [suite] },
    { kind: 'server-hello', version: 0x0303, suite, retry: false, flightBytes: 900, afterMs: 30 },
  )
const levers = (...seen: readonly Seen[]): readonly string[] =>
  cause
    .remedies(view(evidence(seen), cause.needs))
    .map(({ on, levers: pulled = [] }) => `${on ?? ''} ${pulled.map(({ lever }) => lever).join()}`)

test.each([
  ['takes Camellia: offered to it alone, under TLS', 0x0041, ['our-server tls.default-ciphers-for']],
  ['takes RC4, which no list of today holds', 0x0005, []],
])('a receiver at fault is written to first, and one that %s', (_name, suite, way) => {
  expect(levers(deadHandshake(alert(40)), answered(suite))).toEqual([
    'their-server tls.default-ciphers',
    ...way,
    'our-server tls.default-ciphers',
    'our-server tls.none-for',
  ])
})

test('a sender whose list is the fault begins with its list', () => {
  expect(levers(livingHandshake(), symptom({ symptom: 'tls.handshake.cipher', stage: 'tls' }))[0]).toBe(
    'our-server tls.default-ciphers',
  )
})
