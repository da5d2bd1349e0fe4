import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  evidence,
  fact,
  FIN,
  session,
  SILENCE,
  socketState,
  step,
  symptom,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './handshake-overload.ts'

const LATE = fact('smtp.step', {
  session: 's1',
  endpoint: AN_ENDPOINT,
  role: 'baseline',
  stage: 'tls',
  said: '(ClientHello)',
  outcome: { kind: 'done', afterMs: 9000 },
  encrypted: true,
  sentBytes: 1590,
  sentSoFarBytes: 1700,
  startedAfterMs: 60,
  outstanding: [],
})
const TIMED_OUT = symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })

causeCases(cause, {
  convicts: [
    ['the MTA waited in vain, our handshake took nine seconds', [livingHandshake(), LATE, TIMED_OUT]],
    ['banner and handshake both late', [deadHandshake(SILENCE, {}, { bannerMs: 8000 })]],
  ],
  acquits: [['our hello is never acknowledged', [deadHandshake(SILENCE), socketState()]]],
  abstains: [
    ['a slow handshake that nobody complains of', [livingHandshake(), LATE]],
    ['closed in the handshake', [deadHandshake(FIN)]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})

const MX2 = { host: 'mx2.example.net', address: '192.0.2.2', port: 25 }
const took = (seconds: number, changes: Partial<Parameters<typeof step>[0]>): Seen =>
  step({ stage: 'tls', outcome: { kind: 'done', afterMs: seconds * 1000 }, ...changes })

test.each<readonly [string, readonly Seen[], string]>([
  ['ours', [LATE], 'takes 9 s'],
  ['that of a companion', [took(40, { role: 'compare' })], 'takes many seconds'],
  ['that of a trial', [LATE, took(40, { role: 'experiment' })], 'takes 9 s'],
  ['that of the other MX host', [LATE, took(40, { endpoint: MX2 })], 'takes 9 s'],
])('the letter tells how long the handshake with its reader takes: %s', (_whose, steps, says) => {
  const seen = evidence([livingHandshake(), ...steps, TIMED_OUT])
  expect(JSON.stringify(cause.remedies(view(seen, cause.needs)))).toContain(says)
})

test('the letter goes to the host that was silent in the handshake', () => {
  const refused = session({
    death: { stage: 'connect', outcome: { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 }, outstanding: [] },
  })
  const seen = evidence([refused, deadHandshake(SILENCE, { endpoint: MX2 }, { session: 's2' })])
  expect(JSON.stringify(cause.remedies(view(seen, cause.needs)))).toContain('The TLS handshake with mx2.example.net')
})
