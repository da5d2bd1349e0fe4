import { expect, test } from 'vitest'
import { plan } from '../../../test/kit/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { createDoorWatch, opensAlike, turnedAwayBy } from './throttle.ts'

const said = (stage: Stage, code: number, enhanced?: '4.7.0' | '5.7.1'): { stage: Stage; outcome: Outcome } => ({
  stage,
  outcome: { kind: 'reply', reply: { code, lines: ['slow down'], ...(enhanced === undefined ? {} : { enhanced }) } },
})

test.each<readonly [string, ReturnType<typeof said>, boolean]>([
  ['421 at the banner', said('banner', 421), true],
  ['454 instead of a greeting', said('banner', 454), true],
  ['450 4.7.0 at RCPT', said('rcpt', 450, '4.7.0'), true],
  ['454 to STARTTLS is a broken TLS engine', said('starttls', 454), false],
  ['550 5.7.1 is a refusal', said('rcpt', 550, '5.7.1'), false],
])('%s', (_name, death, throttles) => {
  expect(turnedAwayBy(death, undefined) !== undefined).toBe(throttles)
})

test('a server that tired of waiting does not throttle', () => {
  const late = (line: string): Outcome => ({ kind: 'reply', reply: { code: 421, lines: [line] } })
  expect(
    turnedAwayBy({ stage: 'dot', outcome: late('4.4.2 mx.example Error: timeout exceeded') }, undefined),
  ).toBeUndefined()
  expect(
    turnedAwayBy(
      { stage: 'dot', outcome: late('mx.example: SMTP incoming data timeout - closing connection.') },
      undefined,
    ),
  ).toBeUndefined()
  const bad: Outcome = { kind: 'reply', reply: { code: 421, enhanced: '4.4.2', lines: ['Bad connection'] } }
  expect(turnedAwayBy({ stage: 'dot', outcome: bad }, undefined)).toBeUndefined()
  expect(turnedAwayBy({ stage: 'mail', outcome: late('4.7.0 slow down') }, undefined)).toBeDefined()
  const congested: Outcome = { kind: 'reply', reply: { code: 421, enhanced: '4.4.5', lines: ['Server busy'] } }
  expect(turnedAwayBy({ stage: 'banner', outcome: congested }, undefined)).toBeDefined()
})

test('what the first session heard already is no news', () => {
  expect(turnedAwayBy(said('banner', 421), said('banner', 421))).toBeUndefined()
  expect(turnedAwayBy(said('banner', 421), said('rcpt', 550))).toBeDefined()
  // It may have been told the same, had we waited.
  expect(turnedAwayBy(said('banner', 421), { stage: 'banner', outcome: { kind: 'silent' } })).toBeUndefined()
})

test.each<readonly [string, Partial<SessionPlan>, Partial<SessionPlan> | undefined, boolean]>([
  ['the same words from the same address', { upTo: 'dot' }, { upTo: 'mail' }, true],
  ['another source address', { bind: '192.0.2.9' }, {}, false],
  ['words before the greeting', { speaksEarly: true }, {}, false],
  ['TLS from the first octet', { tls: 'wrapped' }, { tls: 'wrapped' }, false],
  ['no first session', {}, undefined, false],
])('%s: opens as the first one did? %#', (_what, later, first, isAlike) => {
  expect(opensAlike(plan(later), first === undefined ? undefined : plan(first))).toBe(isAlike)
})

test('a refusal in place of the greeting that the first session got', () => {
  const mail: Outcome = { kind: 'closed', by: 'rst', bytesSeen: 0 }
  // It may be about our name or address, as well as about how often we come.
  expect(turnedAwayBy(said('banner', 554), { stage: 'mail', outcome: mail }, true)).toBe(
    'the receiver refuses new connections by now (554 slow down)',
  )
  expect(turnedAwayBy(said('banner', 554), { stage: 'banner', outcome: mail }, true)).toBeUndefined()
  // From another address, or to a client that speaks early, it is the answer to just that.
  expect(turnedAwayBy(said('banner', 554), { stage: 'mail', outcome: mail })).toBeUndefined()
})

test('a connection that was reset throttles nobody', () => {
  expect(
    turnedAwayBy({ stage: 'tls', outcome: { kind: 'closed', by: 'rst', bytesSeen: 0 } }, undefined),
  ).toBeUndefined()
})

test('three sessions in a row that are not greeted, where the first one was', () => {
  const silent: { stage: Stage; outcome: Outcome } = { stage: 'banner', outcome: { kind: 'silent', afterMs: 5000 } }
  const tls: { stage: Stage; outcome: Outcome } = { stage: 'tls', outcome: { kind: 'closed', by: 'fin', bytesSeen: 0 } }
  const watch = createDoorWatch()
  expect([silent, silent, tls, silent, silent].map((end) => watch(end, tls))).toEqual(Array(5).fill(undefined))
  expect(watch(silent, tls)).toBe('new connections are not greeted any more, so no more were made')
  const other = createDoorWatch()
  expect([silent, silent, silent, silent].map((end) => other(end, silent))).toEqual(Array(4).fill(undefined))
})

test('two connections in a row that are refused, where the first one was taken', () => {
  const refused: { stage: Stage; outcome: Outcome } = {
    stage: 'connect',
    outcome: { kind: 'errno', errno: 'ECONNREFUSED' },
  }
  const tls: { stage: Stage; outcome: Outcome } = { stage: 'tls', outcome: { kind: 'closed', by: 'fin', bytesSeen: 0 } }
  const watch = createDoorWatch()
  expect([refused, tls, refused].map((end) => watch(end, tls))).toEqual(Array(3).fill(undefined))
  expect(watch(refused, tls)).toBe('new connections are refused by now, so no more were made')
})

test.each<readonly [Outcome, string]>([
  [{ kind: 'silent', afterMs: 5000 }, 'new connections get no answer any more, so no more were made'],
  [{ kind: 'errno', errno: 'ENETUNREACH' }, 'new connections fail with ENETUNREACH by now, so no more were made'],
])('what nobody said is not told as throttling: %j', (outcome, words) => {
  const watch = createDoorWatch()
  const greeted: { stage: Stage; outcome: Outcome } = { stage: 'mail', outcome: { kind: 'silent' } }
  expect([1, 2, 3].map(() => watch({ stage: 'connect', outcome }, greeted)).at(-1)).toBe(words)
})

test('a 421 that the first session did not hear is told with its words', () => {
  expect(turnedAwayBy(said('banner', 421), undefined)).toBe('the receiver throttles us (421 slow down)')
})

test('an answer for which the first session is still waiting is no news', () => {
  const waiting: { stage: Stage; outcome: Outcome } = { stage: 'rcpt', outcome: { kind: 'silent' } }
  expect(turnedAwayBy(said('rcpt', 450, '4.7.0'), waiting)).toBeUndefined()
  expect(turnedAwayBy(said('mail', 450, '4.7.0'), waiting)).toBeDefined()
})
