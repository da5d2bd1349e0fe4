import { expect, test } from 'vitest'
import { FIN, reply, SILENCE } from '../../test/kit/evidence.ts'
import { isDrop, isSuccess, isUnknownCommand, type Outcome } from './outcome.ts'
import { endsSession, isPositive } from './reply.ts'
import type { Stage } from './stage.ts'

const NO_ROUTE: Outcome = { kind: 'errno', errno: 'EHOSTUNREACH' }
const DONE: Outcome = { kind: 'done' }
const GARBLED: Outcome = { kind: 'garbled', head: '\u0016', why: 'no reply' }

test.each<[Stage, Outcome, boolean]>([
  ['connect', DONE, true],
  ['connect', NO_ROUTE, false],
  ['banner', reply(220), true],
  ['banner', reply(221), false],
  ['banner', reply(299), true],
  ['banner', reply(300), false],
  ['banner', reply(199), false],
  ['mail', reply(354), false],
  ['mail', reply(450), false],
  ['data', reply(354), true],
  ['data', reply(250), false],
  ['data', reply(400), false],
  ['auth', reply(334), true],
  ['auth', reply(235), true],
  ['dot', reply(250), true],
  ['quit', reply(221), true],
  ['ehlo', SILENCE, false],
  ['ehlo', GARBLED, false],
])('at %s, %j lets the session go on: %s', (stage, outcome, goesOn) => {
  expect(isSuccess(stage, outcome)).toBe(goesOn)
})

test.each<[Outcome, boolean]>([
  [FIN, true],
  [SILENCE, true],
  [NO_ROUTE, true],
  [reply(421), false],
  [DONE, false],
  [GARBLED, false],
])('%j is a line that went dead: %s', (outcome, isDead) => expect(isDrop(outcome)).toBe(isDead))

test('a command is unknown by 500 and 502, and by no other answer', () => {
  expect([500, 501, 502, 503, 250].filter((code) => isUnknownCommand(reply(code)))).toEqual([500, 502])
  expect(isUnknownCommand(FIN)).toBe(false)
})

test('421 and 221 end the session; 2yz and 3yz are positive', () => {
  const codes = [199, 200, 221, 250, 354, 399, 400, 421, 554]
  expect(codes.filter((code) => endsSession({ code, lines: [] }))).toEqual([221, 421])
  expect(codes.filter((code) => isPositive({ code, lines: [] }))).toEqual([200, 221, 250, 354, 399])
})
