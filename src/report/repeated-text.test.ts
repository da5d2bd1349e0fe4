import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, plan, RST, session, step } from '../../test/kit/evidence.ts'
import { repeatedText, underWayText } from './repeated-text.ts'

const dead = session({ death: death('ehlo', FIN) })
const trial = (name: string, changes: Parameters<typeof session>[0] = {}) =>
  session({ session: name, role: 'experiment', ...changes })
const told = (...seen: Parameters<typeof evidence>[0]) =>
  diagnosis({ healthy: false, verdict: verdict({ stage: 'ehlo' }), evidence: evidence(seen) })

test('that all sessions ended so is told where no experiment shows it', () => {
  expect(repeatedText(told(dead))).toBeUndefined()
  expect(repeatedText(told(dead, trial('s2', { death: death('ehlo', RST) })))).toBe(
    'All 2 sessions that we made with it ended at ehlo.',
  )
  expect(repeatedText(told(dead, trial('s2', { death: death('ehlo', RST) }), trial('s3')))).toBeUndefined()
  const elsewhere = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })
  expect(repeatedText(told(dead, trial('s2', { plan: elsewhere, role: 'compare' })))).toBeUndefined()
})

test('a trial that was not to go so far is none of them', () => {
  const short = trial('s2', { plan: plan({ upTo: 'banner' }) })
  expect(repeatedText(told(dead, short, trial('s3', { death: death('ehlo', FIN) })))).toBe(
    'All 2 sessions that we made with it ended at ehlo.',
  )
})

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
