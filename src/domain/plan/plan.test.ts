import { expect, test } from 'vitest'
import { plan } from '../../../test/kit/evidence.ts'
import { STAGES, type Stage } from '../stage.ts'
import { connectionsOf, isSameAsFarAs, planKey, sendsMail } from './plan.ts'
import type { SessionPlan } from './session-plan.ts'

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

test('DATA in the write of MAIL is there before the answer to MAIL: a session without it is another one', () => {
  const failed = plan({ upTo: 'dot', message: { sizeBytes: 9 } })
  const same = (stage: Stage, changes: Partial<SessionPlan>, of: Partial<SessionPlan> = {}): boolean =>
    isSameAsFarAs(stage, { ...failed, ...of }, { ...failed, ...of, ...changes })
  expect(same('mail', { upTo: 'rcpt' })).toBe(false)
  expect(same('rcpt', { upTo: 'rcpt' })).toBe(false)
  expect(same('mail', { upTo: 'data' })).toBe(true)
  expect(same('ehlo', { upTo: 'rcpt' })).toBe(true)
  for (const lockStep of [
    { pipelining: false },
    { chunking: true },
    { pauseMs: { rcpt: 1 } },
    { pauseMs: { data: 1 } },
  ])
    expect(same('mail', { upTo: 'rcpt' }, lockStep)).toBe(true)
})

test('a session that goes on to DATA hands over a message, and a burst of such sessions does', () => {
  expect(STAGES.filter((upTo) => sendsMail(plan({ upTo })))).toEqual(['data', 'body', 'dot'])
  expect(sendsMail({ kind: 'burst', session: plan({ upTo: 'dot' }), connections: 2, together: true })).toBe(true)
})

test('a burst opens as many connections as it says, a DNS question none', () => {
  expect(connectionsOf({ kind: 'burst', session: plan(), connections: 7, together: true })).toBe(7)
  expect(connectionsOf(plan())).toBe(1)
  expect(connectionsOf({ kind: 'dns', name: 'example.org', type: 'MX' })).toBe(0)
})

test('plans have equal keys for equal contents, in whatever order they are written', () => {
  const { kind, ...rest } = plan({ bind: '192.0.2.9', patienceMs: { ehlo: 1, mail: 2 } })
  expect(planKey({ ...rest, kind, patienceMs: { mail: 2, ehlo: 1 } })).toBe(planKey({ kind, ...rest }))
  expect(planKey(plan({ envelope: { from: '', to: ['a@x.example', 'b@x.example'] } }))).not.toBe(
    planKey(plan({ envelope: { from: '', to: ['b@x.example', 'a@x.example'] } })),
  )
})
