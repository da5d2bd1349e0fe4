import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, FIN, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import cause from './starttls-refused.ts'

const KEYWORDS = ['PIPELINING', 'STARTTLS']
const REFUSED = reply(454, '4.7.0 TLS not available due to local problem')
const step = (outcome: Outcome) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'starttls',
    said: 'STARTTLS',
    outcome,
    encrypted: false,
    sentBytes: 10,
    sentSoFarBytes: 40,
    startedAfterMs: 60,
    outstanding: [],
  })
const STEP = step(REFUSED)

causeCases(cause, {
  convicts: [
    ['454 to STARTTLS', [session({ keywords: KEYWORDS, death: death('starttls', REFUSED) })]],
    ['454 to STARTTLS, then mail in clear', [session({ keywords: KEYWORDS }), STEP]],
    ['the MTA reports the refusal', [symptom({ symptom: 'tls.refused', stage: 'starttls', speaker: 'peer' })]],
  ],
  acquits: [],
  abstains: [
    [
      'refused because it was never offered',
      [
        session({
          plan: plan({ tls: 'require' }),
          keywords: ['PIPELINING'],
          death: death('starttls', reply(502, 'not implemented')),
        }),
      ],
    ],
    ['421 at STARTTLS', [session({ keywords: KEYWORDS, death: death('starttls', reply(421, 'closing')) })]],
    ['a drop at STARTTLS', [session({ keywords: KEYWORDS, death: death('starttls', FIN) })]],
    ['a healthy session', [session()]],
  ],
})

test('a number of handshakes that is reached proves no broken TLS', () => {
  const counted = reply(454, '4.7.0 Error: too many new TLS sessions from mail.example.org[192.0.2.1]')
  const seen = evidence([session({ keywords: KEYWORDS }), step(counted)])
  expect(cause.weigh(view(seen, cause.needs)).map(({ decides }) => decides)).toEqual([undefined])
})

test.each([
  ['a companion', 'compare'],
  ['a trial', 'experiment'],
] as const)('whether a refusal calls itself temporary is not for %s to say', (_who, role) => {
  const temporary = reply(454, '4.7.0 TLS not available due to temporary reason')
  const other = step(reply(502, 'not implemented'))
  const seen = [session({ keywords: KEYWORDS }), step(temporary), { ...other, fact: { ...other.fact, role } }]
  expect(cause.persistenceFor?.(view(evidence(seen), cause.needs))).toBe('unknown')
})

test('where only a companion refuses for the moment, our own refusal stays until it is mended', () => {
  const other = step(reply(454, '4.7.0 TLS not available due to temporary reason'))
  const companion = { ...other, fact: { ...other.fact, session: 's2', role: 'compare' as const } }
  const seen = [session({ keywords: KEYWORDS, death: death('starttls', REFUSED) }), companion]
  expect(cause.persistenceFor?.(view(evidence(seen), cause.needs))).toBe('until-fixed')
})
