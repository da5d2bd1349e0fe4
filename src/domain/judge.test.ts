import { expect, test } from 'vitest'
import { death, FIN, plan, reply, SILENCE } from '../../test/kit/evidence.ts'
import { trial } from '../../test/kit/experiments.ts'
import { tls } from '../../test/kit/handshakes.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import { armsText, endOf, judgeTwoArms, trialText } from './judge.ts'

const ARMS = { dies: 'as it was', lives: 'changed' }

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

test('where TLS comes first, an answer in clear to the hello is none beyond the banner', () => {
  const wrapped = plan({ tls: 'wrapped' })
  const dead = { death: death('banner', SILENCE) }
  expect(judged(dead, { plan: wrapped, death: death('tls', reply(500)) })).toBe('undecided')
  expect(judged(dead, { plan: wrapped, tls: tls(), death: death('mail', reply(550)) })).toBe('confirmed')
})

const DEAD = { death: death('banner', SILENCE) }

test.each<readonly [string, readonly Partial<SmtpSession>[], readonly Partial<SmtpSession>[], string]>([
  ['that does not repeat at all', [{}, {}], [{}, {}], 'undecided'],
  ['that does not repeat each time', [DEAD, {}, DEAD], [{}, {}, {}], 'undecided'],
  ['against one life alone', [DEAD, DEAD], [{}], 'undecided'],
  ['that was seen once', [DEAD], [{}, {}], 'undecided'],
  ['against lives of which one died', [DEAD, DEAD], [{}, {}, DEAD], 'undecided'],
  ['against another end at the same stage', [DEAD, DEAD], [{ death: death('banner', FIN) }], 'undecided'],
  ['against the same end at another stage', [DEAD, DEAD], [{ death: death('ehlo', SILENCE) }], 'undecided'],
  ['against the same end, though once only', [DEAD, DEAD], [DEAD], 'refuted'],
  ['that repeats, against lives', [DEAD, DEAD], [{}, {}], 'confirmed'],
])('a failure %s', (_what, control, varied, verdict) => {
  const trials = [...control.map((one) => trial('as it was', one)), ...varied.map((one) => trial('changed', one))]
  expect(judgeTwoArms(trials, ARMS).judged).toBe(verdict)
})

test('where the experiment is about a stage, deaths elsewhere are none of its', () => {
  const trials = [trial('as it was', DEAD), trial('changed', {}), trial('as it was', DEAD), trial('changed', {})]
  expect(judgeTwoArms(trials, { ...ARMS, stage: 'banner' }).judged).toBe('confirmed')
  expect(judgeTwoArms(trials, { ...ARMS, stage: 'tls' }).judged).toBe('undecided')
})

test.each([
  ['passed', [{}, {}], 'lived'],
  ['died once', [{}, { lived: false, death: death('banner', SILENCE) }], 'died'],
  ['was cut short once', [{}, { lived: false }], 'unclear'],
] as const)('a burst of which every session or one of them %s', (_name, all, kind) => {
  const sessions = all
    .map((changes) => trial('', changes))
    .flatMap(({ result }) => (result.kind === 'session' ? [result.session] : []))
  expect(endOf({ arm: '', result: { kind: 'burst', sessions }, shownBy: [] }).kind).toBe(kind)
})

test('a session that ended before the arms part was not asked: it neither died of the question nor lived', () => {
  const gone = { death: death('connect', SILENCE) }
  const asked = [
    trial('as it was', { death: death('mail', SILENCE) }),
    trial('changed', gone),
    trial('as it was', gone),
    trial('changed', gone),
  ].map((one) => ({ ...one, asksAt: 'mail' as const }))
  expect(judgeTwoArms(asked, ARMS).judged).toBe('undecided')
  expect(armsText(asked, [{ name: 'as it was' }, { name: 'changed' }])).toBe(
    '“as it was” died 1, did not get there 1 (connect, no answer) of 2, “changed” did not get there 2 (connect, no answer) of 2',
  )
})

test.each<readonly [string, Parameters<typeof death>[1], number, string]>([
  ['body', FIN, 114_801, 'died at body or dot: closed by fin'],
  ['dot', FIN, 200_116, 'died at body or dot: closed by fin'],
  ['dot', FIN, 900, 'died at dot: closed by fin'],
  ['dot', reply(552), 200_116, 'died at dot: reply 552'],
])('where a session ended that was closed at %s (%j) after %i octets', (stage, outcome, sentBytes, text) => {
  const one = trial('', { death: death(stage === 'body' ? 'body' : 'dot', outcome), sentBytes })
  expect(trialText(endOf(one))).toBe(text)
})

test('an EHLO within TLS comes after the handshake that the arms differ in', () => {
  const within = { death: death('ehlo', SILENCE) }
  const end = (changes: Partial<SmtpSession>): string => endOf({ ...trial('', changes), asksAt: 'starttls' }).kind
  expect([end(within), end({ ...within, tls: tls() })]).toEqual(['unclear', 'died'])
})
