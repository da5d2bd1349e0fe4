import { expect, test } from 'vitest'
import { death, FIN, reply, session, SILENCE } from '../../test/kit/evidence.ts'
import { tls } from '../../test/kit/handshakes.ts'
import type { Trial } from './experiment.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import { judgeTwoArms } from './judge.ts'

const ARMS = { dies: 'as it was', lives: 'changed', change: 'changed' }

function trial(arm: string, changes: Partial<SmtpSession>): Trial {
  const seen = session(changes)
  if (seen.kind !== 'smtp.session') throw new Error('the kit makes sessions')
  return { arm, result: { kind: 'session', session: seen.fact }, shownBy: [] }
}

function judged(control: Partial<SmtpSession>, varied: Partial<SmtpSession>): string {
  const trials = [trial('as it was', control), trial('changed', varied)]
  return judgeTwoArms([...trials, ...trials], ARMS).judged
}

test.each([
  ['lives', {}, 'confirmed'],
  ['ends the same way', { death: death('banner', SILENCE) }, 'refuted'],
  ['is answered at a later stage', { death: death('rcpt', reply(451)) }, 'confirmed'],
  ['dies without an answer at a later stage', { death: death('rcpt', FIN) }, 'undecided'],
  ['is told at a later stage to go away', { death: death('mail', reply(421)) }, 'undecided'],
] as const)('silent at the banner; the changed arm %s', (_name, varied, verdict) => {
  expect(judged({ death: death('banner', SILENCE) }, varied)).toBe(verdict)
})

test('a handshake is passed only by a session that has TLS', () => {
  const dead = { death: death('tls', FIN) }
  expect(judged(dead, { death: death('mail', reply(530)) })).toBe('undecided')
  expect(judged(dead, { tls: tls(), death: death('mail', reply(550)) })).toBe('confirmed')
})

test('a failure that does not repeat decides nothing', () => {
  expect(judged({}, {})).toBe('undecided')
})
