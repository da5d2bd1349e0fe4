import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, RST, session, symptom } from '../../test/kit/evidence.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { RemedyStep } from '../domain/lever.ts'
import { letterFacts } from './letter-facts.ts'

const ASK: RemedyStep = { kind: 'ask', who: 'the postmaster', text: 'Please look.' }
const AT = Date.UTC(2026, 0, 2, 3, 4, 5)

function sick(steps: readonly RemedyStep[], observations: Parameters<typeof evidence>[0]): Diagnosis {
  return diagnosis({
    healthy: false,
    verdict: verdict({ cause: 'tls/protocol-floor', symptom: 'drop.lost' }),
    findings: [finding({ remedies: [{ ...remedy('Ask'), steps }] })],
    evidence: evidence(observations),
  })
}

const died = session({ death: death('ehlo', RST), startedAt: AT, localAddress: '192.0.2.9' })

test('a letter is told when, from where and how the session ended', () => {
  const facts = letterFacts(sick([ASK], [died]))
  expect(facts).toMatch(
    /2026-01-02 03:04:05 UTC from 192\.0\.2\.9 \(EHLO .*\) with .*: it ended at ehlo: connection reset/,
  )
  expect(facts).toContain('--report report.md')
})

test('where only a report tells of the failure, its words are what the reader looks for', () => {
  const told = symptom({ symptom: 'drop.lost', words: 'lost connection\nwith mx' })
  const lived = session({ lived: true, startedAt: AT })
  expect(letterFacts(sick([ASK], [told, lived]))).toMatch(
    /logged: “lost connection with mx”\. Our session of .*: it passed\./,
  )
})

test('where nobody is written to, nothing is said', () => {
  expect(letterFacts(sick([{ kind: 'note', text: 'Wait.' }], [died]))).toBeUndefined()
})
