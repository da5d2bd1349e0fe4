import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../test/kit/diagnosis.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  plan,
  reply,
  RST,
  session,
  socketState,
  symptom,
} from '../../test/kit/evidence.ts'
import type { Clue } from '../domain/cause.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import type { RemedyStep } from '../domain/lever.ts'
import { observationId } from '../domain/observation.ts'
import { hasLetter, theRemedies } from './letters.ts'

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

const letterOf = (observations: Parameters<typeof evidence>[0]): string =>
  JSON.stringify(theRemedies(sick([ASK], observations))[0]?.steps)

test('a letter tells when, from where and how the session ended', () => {
  expect(letterOf([died])).toMatch(
    /Please look\. Our session of 2026-01-02 03:04:05 UTC from 192\.0\.2\.9 \(EHLO .*\) with .*: it ended at ehlo: connection reset/,
  )
})

test('where only a report tells of the failure, its words are what the reader looks for', () => {
  const told = symptom({ symptom: 'drop.lost', words: 'lost connection\nwith mx' })
  const lived = session({ lived: true, startedAt: AT })
  expect(letterOf([told, lived])).toMatch(/logged: ‘lost connection with mx’\. Our session of .*: it came as far as/)
})

test('a refusal that the session outlived is what the letter tells', () => {
  const lived = session({ lived: true, startedAt: AT })
  const refused = fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'tls',
    said: '',
    outcome: reply(454, 'TLS not available'),
    encrypted: false,
    sentBytes: 10,
    sentSoFarBytes: 10,
    startedAfterMs: 0,
    outstanding: [],
  })
  expect(letterOf([lived, refused])).toContain('the answer to tls was 454 TLS not available.')
})

test('a session that did not come to its EHLO names none', () => {
  expect(letterOf([session({ death: death('connect', RST), startedAt: AT })])).not.toContain('EHLO')
  expect(letterOf([session({ death: death('ehlo', RST), startedAt: AT })])).toContain('EHLO')
})

test.each([
  ['mail', 'MAIL FROM <me@example.org>)'],
  ['rcpt', 'MAIL FROM <me@example.org>, RCPT TO <you@example.net>)'],
  ['ehlo', 'sender.example.org)'],
] as const)('a session that died at %s is named by %s', (stage, named) => {
  const envelope = { from: 'me@example.org', to: ['you@example.net'] }
  const at = session({ death: death(stage, RST), startedAt: AT, plan: plan({ envelope }) })
  expect(letterOf([at])).toContain(named)
})

test('other steps stay as they are', () => {
  const note: RemedyStep = { kind: 'note', text: 'Wait.' }
  expect(theRemedies(sick([note], [died]))[0]?.steps).toEqual([note])
  expect(hasLetter(theRemedies(sick([note], [died])))).toBe(false)
  expect(hasLetter(theRemedies(sick([ASK], [died])))).toBe(true)
})

test('a letter says what was seen where that is more than how its own session ended', () => {
  const letterWith = (...shownBy: Clue['shownBy']): string => {
    const clue: Clue = { says: 'our octets are not acknowledged', weight: 2, shownBy }
    const told = sick([ASK], [died, socketState()])
    const at = verdict({ cause: 'tls/protocol-floor', stage: 'ehlo' })
    const findings = told.findings.map((found) => ({ ...found, clues: [clue] }))
    return JSON.stringify(theRemedies({ ...told, verdict: at, findings }))
  }
  expect(letterWith(observationId(1), observationId(2))).toContain('Seen here: our octets are not acknowledged.')
  expect(letterWith(observationId(1))).not.toContain('Seen here')
})
