import { expect, test } from 'vitest'
import { plan } from '../../../test/kit/evidence.ts'
import { isSameAsFarAs } from './plan.ts'

test.each([
  ['how long we wait, later on', plan(), plan({ patienceMs: { dot: 9 } }), true],
  ['what we would do after the stage', plan(), plan({ upTo: 'dot', message: { sizeBytes: 9 } }), true],
  ['another source', plan(), plan({ bind: '192.0.2.9' }), false],
  [
    'more patience than the one that failed had',
    plan({ patienceMs: { ehlo: 4 } }),
    plan({ patienceMs: { ehlo: 15 } }),
    false,
  ],
  ['less patience', plan({ patienceMs: { ehlo: 4 } }), plan({ patienceMs: { ehlo: 2 } }), true],
])('a session with %s is the same at EHLO: %#', (_name, failed, other, same) => {
  expect(isSameAsFarAs('ehlo', failed, other)).toBe(same)
})

test('MAIL tells the size of the message', () => {
  expect(isSameAsFarAs('mail', plan(), plan({ message: { sizeBytes: 9 } }))).toBe(false)
})
