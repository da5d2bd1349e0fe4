import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, fact, session, SILENCE } from '../../test/kit/evidence.ts'
import { endpointText } from './endpoint.ts'
import type { SmtpSession, SmtpStep } from './facts/smtp-facts.ts'
import { isLossy, isOurs, lossSigns } from './loss-signs.ts'
import type { Stage } from './stage.ts'

const one = (name: string, changes: Partial<SmtpSession> = {}): SmtpSession =>
  session({ session: name, role: 'experiment', connectMs: 20, ...changes }).fact
const silentAt = (name: string, stage: Stage, connectMs = 20): SmtpSession =>
  one(name, { lived: false, connectMs, death: death(stage, SILENCE) })
const answered = (name: string, stage: Stage, afterMs: number): SmtpStep => ({
  session: name,
  endpoint: AN_ENDPOINT,
  role: 'experiment',
  stage,
  said: '',
  outcome: { kind: 'reply', reply: { code: 250, lines: ['Ok'] }, afterMs },
  encrypted: false,
  sentBytes: 10,
  sentSoFarBytes: 10,
  startedAfterMs: 0,
  outstanding: [],
})

test('SYNs repeated and a command that is silent in one session and passes in another', () => {
  const signs = lossSigns([one('a', { connectMs: 1030 }), silentAt('b', 'mail', 3050), one('c')], [])
  expect(signs.barred).toEqual(['a', 'b'])
  expect(signs.silentStages).toEqual(['mail'])
  expect(signs.severe).toBe(true)
})

test('three stages that fall silent by turns, two of them of our own commands', () => {
  const sessions = [silentAt('a', 'banner'), silentAt('b', 'ehlo'), silentAt('c', 'mail'), one('d')]
  expect(lossSigns(sessions, [])).toMatchObject({ silentStages: ['banner', 'ehlo', 'mail'], severe: true })
  expect(lossSigns(sessions.slice(1), [])).toMatchObject({ silentStages: ['ehlo', 'mail'], severe: false })
})

test('SYNs repeated and answers that come late at several stages by turns', () => {
  const sessions = [one('a', { connectMs: 1030 }), one('b', { connectMs: 1040 }), one('c')]
  const steps = [
    answered('a', 'ehlo', 22),
    answered('b', 'ehlo', 640),
    answered('a', 'rcpt', 430),
    answered('b', 'rcpt', 25),
  ]
  expect(lossSigns(sessions, steps).lateStages).toEqual(['ehlo', 'rcpt'])
  expect(lossSigns(sessions, steps).severe).toBe(true)
})

test.each<[string, readonly SmtpSession[], readonly SmtpStep[]]>([
  [
    'a limit that drops SYNs, with a quick server behind it',
    [one('a', { connectMs: 1030 }), one('b', { connectMs: 3030 }), one('c')],
    [],
  ],
  [
    'a server that hangs at one command each time',
    [silentAt('a', 'mail'), silentAt('b', 'mail'), silentAt('c', 'mail')],
    [],
  ],
  [
    'a server that is slow at one command each time',
    [one('a'), one('b'), one('c')],
    ['a', 'b', 'c'].map((name) => answered(name, 'rcpt', 900)),
  ],
  [
    'a server that does not greet, and whose queue is full',
    [silentAt('a', 'banner', 1030), silentAt('b', 'banner', 3030), one('c')],
    [],
  ],
  [
    'our own machine is busy',
    [one('a', { connectMs: 1600 }), one('b', { connectMs: 2700 }), one('c')],
    [answered('a', 'ehlo', 22), answered('b', 'ehlo', 640), answered('a', 'rcpt', 430), answered('b', 'rcpt', 25)],
  ],
  [
    'one SYN of many is repeated, beside one command that is silent once',
    [one('a', { connectMs: 1030 }), silentAt('b', 'mail'), ...['c', 'd', 'e'].map((name) => one(name))],
    [],
  ],
  [
    'two SYNs of six are repeated, beside one command that is silent once',
    [
      one('a', { connectMs: 1030 }),
      one('b', { connectMs: 1030 }),
      silentAt('c', 'mail'),
      ...['d', 'e', 'f'].map((name) => one(name)),
    ],
    [],
  ],
  ['everything in order', [one('a'), one('b')], [answered('a', 'ehlo', 21), answered('b', 'ehlo', 25)]],
  ['nothing at all', [], []],
])('no severe loss: %s', (_name, sessions, steps) => {
  expect(lossSigns(sessions, steps).severe).toBe(false)
})

test('from some moment on no connection is taken: a ban, and no packet lost by chance', () => {
  const after = (startedAt: number, seen: SmtpSession): SmtpSession => ({ ...seen, startedAt })
  const sessions = [
    after(1, silentAt('a', 'mail')),
    after(2, one('b')),
    after(3, silentAt('c', 'connect')),
    after(4, silentAt('d', 'connect')),
  ]
  expect(lossSigns(sessions, []).severe).toBe(false)
  expect(lossSigns([...sessions, after(5, one('e'))], []).severe).toBe(true)
})

test('three SYNs of four repeated or lost, and one answer that comes late where another came at once', () => {
  const sessions = [one('a'), one('b', { connectMs: 1030 }), one('c', { connectMs: 1035 }), silentAt('d', 'connect')]
  const steps = [answered('a', 'data', 700), answered('b', 'data', 22)]
  expect(lossSigns(sessions, steps)).toMatchObject({ lateStages: ['data'], severe: true })
  expect(lossSigns(sessions, []).severe).toBe(false)
})

test('our own sessions with the target tell of its path, and no others', () => {
  const lossy = [one('a', { connectMs: 1030 }), silentAt('b', 'mail', 3050), one('c')]
  const seen = (role: SmtpSession['role']) =>
    evidence(lossy.map((lost, index) => fact('smtp.session', { ...lost, role: index === 0 ? 'baseline' : role })))
  expect(isLossy(seen('experiment'), endpointText(AN_ENDPOINT))).toBe(true)
  expect(isLossy(seen('experiment'), 'mx2.example.net [192.0.2.11]:25')).toBe(false)
  expect(isLossy(seen('elsewhere'), endpointText(AN_ENDPOINT))).toBe(false)
  const roles = ['baseline', 'experiment', 'compare', 'elsewhere'] as const
  expect(roles.filter((role) => isOurs({ role }))).toEqual(['baseline', 'experiment'])
})

test('a server that takes its time for one command, each time, is not late by turns', () => {
  const sessions = [one('a', { connectMs: 1030 }), one('b', { connectMs: 1040 }), one('c', { connectMs: 3030 })]
  const said = (step: SmtpStep, command: string): SmtpStep => ({ ...step, said: command })
  const steps = ['a', 'b', 'c'].flatMap((name) => [
    said(answered(name, 'quit', 25), 'RSET'),
    said(answered(name, 'quit', 240), 'QUIT'),
  ])
  expect(lossSigns(sessions, steps)).toMatchObject({ lateStages: [], severe: false })
})

test('SYNs are barred again and again, and what follows a SYN is answered at once: no loss at random, though one answer came late', () => {
  const sessions = [
    one('a'),
    ...['b', 'c', 'd', 'e'].map((name) => silentAt(name, 'connect')),
    one('f', { connectMs: 3030 }),
    one('g', { connectMs: 1020 }),
  ]
  const quick = (name: string): readonly SmtpStep[] =>
    (['ehlo', 'mail', 'rcpt'] as const).map((stage) => answered(name, stage, 21))
  const steps = [...quick('a'), ...quick('f'), ...quick('g'), answered('f', 'quit', 21), answered('g', 'quit', 420)]
  expect(lossSigns(sessions, steps)).toMatchObject({ synsAlone: true, severe: false })
  const slow = steps.map((step, index) => (index % 2 === 0 ? answered(step.session, step.stage, 640) : step))
  expect(lossSigns(sessions, slow)).toMatchObject({ synsAlone: false, severe: true })
})

test('answers that come in one packet with another are no exchanges of their own, and slow ones are none that pass at once', () => {
  const sessions = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) =>
    index < 4 ? one(name, { connectMs: 1040 }) : one(name),
  )
  const steps = sessions.flatMap(({ session: name }, index) => [
    answered(name, 'ehlo', index % 2 === 0 ? 22 : 763),
    answered(name, 'mail', 253 + index * 300),
    answered(name, 'rcpt', 0),
    answered(name, 'data', 0),
  ])
  expect(lossSigns(sessions, steps).synsAlone).toBe(false)
})
