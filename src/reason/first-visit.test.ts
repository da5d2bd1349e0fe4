import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, plan, reply, session, SILENCE, symptom } from '../../test/kit/evidence.ts'
import { findFailure } from './failure.ts'

const RCPT = plan({ upTo: 'rcpt' })
const putOff = (code: number, said: 'system.remote' | 'limit.rate' = 'system.remote') => [
  session({ plan: RCPT, localAddress: '192.0.2.99', death: death('rcpt', reply(code, 'Service unavailable')) }),
  symptom({ symptom: said, speaker: 'peer', stage: 'rcpt', origin: 'live', endpoint: AN_ENDPOINT }),
]
const later = (n: number, changes: Parameters<typeof session>[0] = {}) =>
  session({
    session: `s${n}`,
    role: 'experiment',
    plan: RCPT,
    localAddress: '192.0.2.99',
    startedAt: 1_700_000_000_000 + n * 1_000,
    ...changes,
  })
const dead = { death: death('rcpt', reply(450, 'Service unavailable')) }

test.each([
  ['taken each time from then on', [...putOff(450), later(2), later(3)], true],
  [
    'taken each time from then on, and one that had begun before the answer was not greeted in time',
    [...putOff(450), later(0, { startedAt: 1_700_000_000_200, death: death('banner', SILENCE) }), later(2), later(3)],
    true,
  ],
  [
    'taken each time from then on, whatever was said at another stage',
    [
      ...putOff(450),
      symptom({ symptom: 'limit.rate', speaker: 'peer', stage: 'ehlo', origin: 'live', endpoint: AN_ENDPOINT }),
      later(2),
      later(3),
    ],
    true,
  ],
  ['taken once more', [...putOff(450), later(2)], false],
  ['taken by turns', [...putOff(450), later(2), later(3, dead), later(4)], false],
  ['refused for good', [...putOff(550), later(2), later(3)], false],
  ['a limit in so many words', [...putOff(450, 'limit.rate'), later(2), later(3)], false],
  [
    'a limit in so many words, beside vague ones',
    [...putOff(450), ...putOff(450, 'limit.rate').slice(1), later(2), later(3)],
    false,
  ],
  ['later sessions from another address', [...putOff(450), later(2, { localAddress: '192.0.2.98' }), later(3)], false],
  [
    'later sessions in which something was varied',
    [...putOff(450), later(2, { plan: plan({ upTo: 'rcpt', pipelining: false }) }), later(3)],
    false,
  ],
  [
    'later sessions that do not come as far',
    [...putOff(450), later(2, { plan: plan({ upTo: 'ehlo' }) }), later(3)],
    false,
  ],
])('put off at the first visit, %s: taken %s', (_name, seen, taken) =>
  expect(findFailure(evidence(seen)) === undefined).toBe(taken),
)
