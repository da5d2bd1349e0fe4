import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../test/kit/diagnosis.ts'
import { AN_ENDPOINT, death, evidence, plan, RST, session, type Seen, symptom } from '../../test/kit/evidence.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Lever } from '../domain/lever.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { failedAsAsked } from './as-asked.ts'
import { sessionNotes } from './session-notes.ts'
import { faultText } from './verdict-words.ts'

const MODE: Lever = { lever: 'tls.mode', host: AN_ENDPOINT.host, port: 25, wrapped: false }
const met = (planned: Partial<SessionPlan>, more: readonly Seen[] = []): Diagnosis =>
  diagnosis({
    healthy: false,
    verdict: verdict({ cause: 'tls/mode-mismatch', locus: 'sender', standing: 'proven' }),
    findings: [finding({ cause: 'tls/mode-mismatch', remedies: [{ ...remedy('Change it'), levers: [MODE] }] })],
    evidence: evidence([session({ plan: plan(planned), death: death('tls', RST) }), ...more]),
  })
const fault = (one: Diagnosis): string =>
  one.verdict === null ? '' : faultText(one.verdict, ' · ', failedAsAsked(one))

test('a session that is wrong because the user wanted it so accuses no mail server', () => {
  const wrapped = met({ tls: 'wrapped' })
  expect(fault(wrapped)).toBe(' · fault with the sender, if it does as asked here')
  expect(sessionNotes(wrapped).join(' ')).toContain(
    'Our session was made with --tls wrapped, as asked: of a mail server that does not do so it tells nothing.',
  )
})

test.each<readonly [string, Diagnosis]>([
  ['it did nothing odd', met({})],
  ['the fix leaves it what was asked', met({ pauseMs: { mail: 5 } })],
  [
    'the report is of a server that does so',
    met({ tls: 'wrapped' }, [symptom({ symptom: 'tls.handshake.eof', software: 'postfix' })]),
  ],
])('%s: the fault is the sender’s', (_why, one) => {
  expect(fault(one)).toBe(' · fault with the sender')
})
