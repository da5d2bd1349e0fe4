import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './curve-mismatch.ts'

const P384 = { chain: [certificate({ keyType: 'ec', curve: 'secp384r1' })] }
const REFUTED = fact('experiment', {
  cause: 'tls/curve-mismatch',
  name: 'every group',
  question: '',
  varied: '',
  endpoint: '',
  arms: [],
  judged: 'refuted',
  because: '',
})
const CIPHER = symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })

causeCases(cause, {
  convicts: [
    ['alert 40 told, and the key lies on P-384', [livingHandshake(P384), CIPHER]],
    [
      'alert 40 to a hello with P-256 only',
      [deadHandshake(alert(40), { tlsPlan: { groups: 'P-256', maxVersion: 'TLSv1.2' } })],
    ],
  ],
  acquits: [
    // Alert 40 alone names no reason: it raises the question and supports nothing.
    ['a hello with every group dies as well', [deadHandshake(alert(40)), REFUTED]],
  ],
  abstains: [
    [
      'alert 40 told, and the key lies on P-256',
      [livingHandshake({ chain: [certificate({ keyType: 'ec', curve: 'prime256v1' })] }), CIPHER],
    ],
    ['a P-384 key and no complaint', [livingHandshake(P384)]],
    ['alert 70 to the default groups', [deadHandshake(alert(70))]],
    ['a healthy session', [session()]],
  ],
})

const answeredWith = (suite: number) =>
  fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 's2',
    arm: 'every group',
    hello: { maxVersion: 0x0304 },
    sizeBytes: 300,
    answer: {
      kind: 'server-hello',
      version: 0x0304,
      suite,
      group: 0x001e,
      retry: false,
      flightBytes: 90,
      afterMs: 5,
    },
  })
const steps = (...seen: Parameters<typeof evidence>[0]) =>
  JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))

test.each([
  ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 0xc030, false],
  ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 0xc02c, true],
] as const)('another key is asked for where that of the receiver may lie on the curve: %s', (_name, suite, asks) => {
  expect(steps(deadHandshake(alert(40)), answeredWith(suite)).includes('P-256 key')).toBe(asks)
})

test('the group that is taken once every one is on offer is named in the letter and beside our own setting', () => {
  const answered = answeredWith(0x1301)
  expect(steps(deadHandshake(alert(40)), answered).match(/x448/gi)).toHaveLength(2)
  expect(steps(deadHandshake(alert(40)))).toContain('for the key of its certificate or for the key exchange')
})
