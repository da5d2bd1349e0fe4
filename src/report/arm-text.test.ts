import { expect, test } from 'vitest'
import { AN_ENDPOINT, evidence, fact, session } from '../../test/kit/evidence.ts'
import { tls } from '../../test/kit/handshakes.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { ExperimentArm, ExperimentFact } from '../domain/facts/experiment-fact.ts'
import { armText } from './arm-text.ts'

const asked = (cause: ExperimentFact['cause']): ExperimentFact => ({
  cause,
  name: 'newer',
  question: '',
  varied: '',
  endpoint: endpointText(AN_ENDPOINT),
  arms: [],
  judged: 'confirmed',
  because: '',
})
const LIVING: ExperimentArm = { name: 'newer', lived: 2, died: 0, trials: ['lived', 'lived'] }
const lived = (cipher: string) =>
  session({ role: 'experiment', arm: 'newer', tls: tls({ version: 'TLSv1.2', cipher }) })

test('an arm that lives in a question about TLS tells what was agreed on, where it was one thing', () => {
  const seen = evidence([lived('ECDHE-RSA-AES128-GCM-SHA256')])
  expect(armText(LIVING, asked('tls/protocol-floor'), seen)).toBe(
    'lived 2 of 2, by TLS 1.2, ECDHE-RSA-AES128-GCM-SHA256',
  )
  expect(armText(LIVING, asked('path/dies-midway'), seen)).toBe('lived 2 of 2')
  expect(armText(LIVING, asked('tls/protocol-floor'), evidence([lived('A'), lived('B')]))).toBe('lived 2 of 2')
  expect(armText({ ...LIVING, lived: 1, died: 1 }, asked('tls/protocol-floor'), seen)).toBe(
    'lived 1, by TLS 1.2, ECDHE-RSA-AES128-GCM-SHA256, died 1 of 2',
  )
})

test('of a hello the suite is told beside the version', () => {
  const hello = fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 's2',
    arm: 'newer',
    hello: { maxVersion: 0x0303 },
    sizeBytes: 200,
    answer: { kind: 'server-hello', version: 0x0303, suite: 65, retry: false, flightBytes: 900, afterMs: 30 },
  })
  expect(
    armText({ ...LIVING, of: 'hello', answeredBy: 'TLS 1.2' }, asked('tls/no-shared-cipher'), evidence([hello])),
  ).toMatch(/^answered 2 of 2, by TLS 1\.2, TLS_RSA_WITH_CAMELLIA_128_CBC_SHA$/)
})
