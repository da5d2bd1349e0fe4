import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, reply, session, step } from '../../test/kit/evidence.ts'
import { underWayText } from './under-way-text.ts'

const told = (...seen: Parameters<typeof evidence>[0]) =>
  diagnosis({ healthy: false, verdict: verdict({ stage: 'ehlo' }), evidence: evidence(seen) })

test.each([
  [1, 20, true],
  [9, 20, true],
  [12, 20, false],
  [1, 3, false],
])('an end %i ms after EHLO, from a server %i ms away: nearer, or under way before', (afterMs, connectMs, isEarly) => {
  const ended = session({ death: death('ehlo', { ...FIN, afterMs }), connectMs: connectMs + 7 })
  const seen = told(ended, step({ stage: 'connect', outcome: { kind: 'done', afterMs: connectMs } }))
  expect(underWayText(seen)?.includes(`${connectMs} ms away`) ?? false).toBe(isEarly)
})

test('before the banner, and behind a message, nothing is said', () => {
  for (const stage of ['banner', 'dot'] as const)
    expect(underWayText(told(session({ death: death(stage, { ...FIN, afterMs: 1 }), connectMs: 30 })))).toBeUndefined()
})

test('a server is no farther away than its quickest answer tells', () => {
  const ended = session({ death: death('tls', { ...FIN, afterMs: 142 }), connectMs: 347 })
  const answered = step({ stage: 'ehlo', outcome: { ...reply(250), afterMs: 173 } })
  const together = {
    ...answered,
    fact: { ...answered.fact, outcome: { ...reply(250), afterMs: 0 }, outstanding: ['MAIL'] },
  }
  expect(underWayText(told(ended))).toContain('347 ms away')
  expect(underWayText(told(ended, answered))).toBeUndefined()
  expect(underWayText(told(ended, together as typeof answered))).toContain('347 ms away')
})
