import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, session, step } from '../../test/kit/evidence.ts'
import { underWayText } from './under-way-text.ts'

const told = (...seen: Parameters<typeof evidence>[0]) =>
  diagnosis({ healthy: false, verdict: verdict({ stage: 'ehlo' }), evidence: evidence(seen) })

test.each([
  [1, 20, true],
  [9, 20, true],
  [12, 20, false],
  [1, 3, false],
])('an end %i ms after EHLO, from a server %i ms away: under way before', (afterMs, connectMs, isEarly) => {
  const ended = session({ death: death('ehlo', { ...FIN, afterMs }), connectMs: connectMs + 7 })
  const seen = told(ended, step({ stage: 'connect', outcome: { kind: 'done', afterMs: connectMs } }))
  expect(underWayText(seen)?.includes(`${connectMs} ms away`) ?? false).toBe(isEarly)
})

test('before the banner, and behind a message, nothing is said', () => {
  for (const stage of ['banner', 'dot'] as const)
    expect(underWayText(told(session({ death: death(stage, { ...FIN, afterMs: 1 }), connectMs: 30 })))).toBeUndefined()
})
