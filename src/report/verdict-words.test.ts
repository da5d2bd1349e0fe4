import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, plan, RST, session, symptom, type Seen } from '../../test/kit/evidence.ts'
import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { faultText, fixTitle, headline, retryText } from './verdict-words.ts'

const title = 'The receiver ends the connection without a word'
const said = verdict({ cause: 'receiver/closes-without-reply', stage: 'banner', title })
const shown = (seen: readonly Seen[], of = said): readonly [string, string] => {
  const whole: Diagnosis = diagnosis({ healthy: false, verdict: of, evidence: evidence(seen) })
  return [headline(whole, of), fixTitle(whole)]
}
const NONE = evidence([])
const report = symptom({ symptom: 'drop.lost', stage: 'banner' })

test('what our own session met is said of the present', () => {
  expect(shown([session({ death: death('banner', RST) })])).toEqual([`Possibly: ${title}`, 'Fix, if that is the cause'])
  expect(shown([report, session({ death: death('banner', RST) })], { ...said, standing: 'proven' })[0]).toBe(title)
})

test('what was only reported is said of the past, and needs no fix now', () => {
  expect(shown([report, session()])).toEqual([
    `Our own session passes now. The report may mean: ${title}`,
    'Fix, should it come back',
  ])
  expect(shown([report, session()], { ...said, standing: 'proven' })).toEqual([
    `Our own session passes now. Reported: ${title}`,
    'Fix',
  ])
})

test('a session that ends before the stage of the report has not passed it', () => {
  const short = session({ plan: plan({ upTo: 'rcpt' }) })
  const late = symptom({ symptom: 'drop.lost', stage: 'dot' })
  expect(shown([late, short], { ...said, stage: 'dot' })).toEqual([
    `Our own session passed, and ended before dot. The report may mean: ${title}`,
    'Fix, if that is the cause',
  ])
})

test('what was reported and then met by an experiment is said of the present', () => {
  const proven = verdict({ cause: 'firewall/dot-split', stage: 'dot', standing: 'proven', title })
  const met = diagnosis({
    healthy: false,
    verdict: proven,
    evidence: evidence([symptom({ symptom: 'drop.timeout', stage: 'dot' }), session()]),
    proofs: [
      {
        cause: 'firewall/dot-split',
        name: 'dot in one write',
        question: '',
        varied: '',
        endpoint: '',
        arms: [],
        judged: 'confirmed',
        because: '',
      },
    ],
  })
  expect(headline(met, proven)).toBe(title)
})

test('a stage that nobody told was not missed by our own session', () => {
  const bare = symptom({ symptom: 'drop.lost' })
  expect(shown([bare, session({ plan: plan({ upTo: 'rcpt' }) })], { ...said, stage: 'idle' })[0]).toMatch(
    /^Our own session passes now\./,
  )
})

test('a promise that is broken in a session that lives was not reported by anybody', () => {
  const broken = verdict({ cause: 'tls/dane-tlsa-mismatch', symptom: 'tls.policy.dane', standing: 'proven', title })
  expect(shown([session()], broken)).toEqual([title, 'Fix'])
})

test('whether to wait is said no surer than the cause', () => {
  expect(retryText({ ...said, persistence: 'until-fixed' }, NONE)).toBe(
    'If that is the cause, retrying does not help until it is fixed.',
  )
  expect(retryText({ ...said, persistence: 'unknown' }, NONE)).toBe('Whether retrying helps is unknown.')
  expect(retryText({ ...said, cause: null, persistence: 'until-fixed' }, NONE)).toMatch(/^Retrying does not help/)
})

const failed = session({ startedAt: 1000, death: death('banner', RST) })

test.each<readonly [string, DiagnosisVerdict['standing'], readonly Seen[], string]>([
  ['nobody saw it pass', 'supported', [failed, failed], 'Retrying may help once it has passed.'],
  ['the same session lived since', 'supported', [failed, session({ startedAt: 2000 })], 'Retrying helps.'],
  [
    'another session lived since',
    'supported',
    [failed, session({ startedAt: 2000, plan: plan({ ehloName: 'other.example' }) })],
    'Retrying may help once it has passed.',
  ],
  ['it had lived before', 'supported', [failed, session({ startedAt: 500 })], 'Retrying may help once it has passed.'],
  ['the peer itself says so', 'proven', [failed], 'Retrying helps.'],
])('that it passes by itself: %s', (_what, standing, seen, text) => {
  const passing = { ...said, persistence: 'passes-by-itself', standing, endpoint: endpointText(AN_ENDPOINT) } as const
  expect(retryText(passing, evidence(seen))).toBe(text)
})

test('whose fault it is, is no surer than the cause', () => {
  expect(faultText({ ...said, standing: 'proven', locus: 'path' }, ' · ')).toBe(' · fault with the path')
  expect(faultText({ ...said, standing: 'possible', locus: 'dns' }, ', ')).toBe(', if so, fault in the DNS')
  expect(faultText({ ...said, cause: null, locus: null }, ', ')).toBe('')
})

test.each([
  ['receiver', 'path', ' · fault with the receiver or a box before it'],
  ['path', 'receiver', ' · fault with the path or the receiver'],
  ['path', 'sender', ' · fault with the path, on our side'],
] as const)('where it may lie with the %s or the %s, both are named', (locus, locusOr, text) => {
  expect(faultText({ ...said, standing: 'proven', locus, locusOr }, ' · ')).toBe(text)
})
