import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, session, symptom } from '../../test/kit/evidence.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Stage } from '../domain/stage.ts'
import { patienceOptions, patienceText } from './patience-text.ts'

const met = (stage: Stage, outcome: Outcome, standing: 'possible' | 'proven' = 'possible'): Diagnosis =>
  diagnosis({
    healthy: false,
    verdict: verdict({ stage, standing }),
    evidence: evidence([session({ death: death(stage, outcome) })]),
  })
const after = (...of: Parameters<typeof met>): string | undefined => patienceText(met(...of))
const options = (...of: Parameters<typeof met>): string | undefined => patienceOptions(met(...of))
const silent = (afterMs: number): Outcome => ({ kind: 'silent', afterMs })

test('a patience that ends before a mail server’s is told of, with what waits as long', () => {
  expect(after('banner', silent(29_500))).toBe(
    'We waited 30 s, and a mail server waits 5 minutes here (RFC 5321): the check below has the options that do so, too.',
  )
  expect(after('dot', silent(301_000))).toContain('10 minutes')
  expect(options('banner', silent(29_500))).toBe('--timeout banner=300 --budget 360')
  expect(options('dot', silent(301_000))).toBe('--timeout dot=600 --budget 660')
  expect(options('dot', FIN)).toBeUndefined()
})

test('where the session that was shown fell silent before the stage of the verdict, both are waited for', () => {
  const pipelined = diagnosis({
    healthy: false,
    verdict: verdict({ stage: 'rcpt', standing: 'possible' }),
    evidence: evidence([session({ death: death('mail', silent(29_500)) })]),
  })
  expect(patienceOptions(pipelined)).toBe('--timeout mail=300 --timeout rcpt=300 --budget 360')
})

test('it is of no matter otherwise', () => {
  expect(after('banner', silent(300_000))).toBeUndefined()
  expect(after('banner', FIN)).toBeUndefined()
  expect(after('connect', silent(9_000))).toBeUndefined()
  expect(after('banner', silent(29_500), 'proven')).toBeUndefined()
  const lives = evidence([symptom({ symptom: 'drop.timeout', stage: 'banner' }), session()])
  expect(patienceText(diagnosis({ healthy: false, verdict: verdict({ stage: 'banner' }), evidence: lives }))).toBe(
    undefined,
  )
})
