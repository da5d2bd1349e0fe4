import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, FIN, RST, session, SILENCE } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { ANSWERED_13, alert, deadHandshake, helloSeen, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import type { Trial } from '../../domain/experiment.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './group-intolerance.ts'

causeCases(cause, {
  convicts: [
    ['no answer to a hello with the group', [deadHandshake(SILENCE)]],
    ['a reset', [deadHandshake(RST)]],
    ['alert 40', [deadHandshake(alert(40))]],
    [
      'a hello as large without the group is answered',
      [deadHandshake(FIN), helloSeen({ maxVersion: 0x0304, sizeBytes: 1800, padWith: 'padding' }, ANSWERED_13)],
    ],
  ],
  acquits: [
    ['a hello without the group', [deadHandshake(RST), deadHandshake(RST, { tlsPlan: { groups: 'X25519' } })]],
    [
      'a small hello of TLS 1.3 without the group',
      [
        deadHandshake(alert(40)),
        helloSeen({ maxVersion: 0x0304 }, { kind: 'alert', description: 40, fatal: true, afterMs: 8 }),
      ],
    ],
  ],
  abstains: [
    ['a hello with classic groups alone', [deadHandshake(RST, { tlsPlan: { groups: 'X25519:P-256' } })]],
    ['a version that is too old', [deadHandshake(alert(70))]],
    ['closed at the banner', [session({ death: death('banner', FIN) })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

const RESET: HelloAnswer = { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 20 }

const OTHER_ANSWERED = helloSeen({ maxVersion: 0x0304 }, ANSWERED_13)

test.each<readonly [string, readonly [HelloAnswer, HelloAnswer], string]>([
  ['dies with the group and lives without it', [RESET, ANSWERED_13], 'confirmed'],
  ['dies with the group and without it', [RESET, RESET], 'refuted'],
  ['lives with the group', [ANSWERED_13, ANSWERED_13], 'refuted'],
])('a hello of one size: %s', (_name, answers, judged) => {
  const [asked] = experimentsOf(cause, [deadHandshake(RST), OTHER_ANSWERED])
  const arms = asked?.arms ?? []
  const sizes = arms.map(({ plan }) => (plan.kind === 'hello' ? plan.hello.sizeBytes : undefined))
  expect(sizes).toEqual([1800, 1800])
  const trials = arms.flatMap(({ name, plan }, index) =>
    [1, 2].flatMap((): readonly Trial[] => {
      const answer = answers[index]
      if (plan.kind !== 'hello' || answer === undefined) return []
      const hello = { endpoint: AN_ENDPOINT, session: name, hello: plan.hello, sizeBytes: 1800, answer }
      return [{ arm: name, shownBy: [], result: { kind: 'hello', hello } }]
    }),
  )
  expect(asked?.judge(trials).judged).toBe(judged)
})

test('where no other hello with TLS 1.3 is answered, the group is not asked after', () => {
  expect(experimentsOf(cause, [deadHandshake(RST)])).toEqual([])
  expect(experimentsOf(cause, [deadHandshake(RST), helloSeen({ maxVersion: 0x0303 }, ANSWERED_13)])).toEqual([])
})

test('hellos that other questions sent tell of a rule as well', () => {
  const score = (...seen: Parameters<typeof evidence>[0]) =>
    weighAll(evidence([deadHandshake(SILENCE), ...seen]), [cause])[0]?.score ?? 0
  const without = { maxVersion: 0x0304, sizeBytes: 1800, padWith: 'padding' } as const
  const hello = (hasGroup: boolean, isAnswered: boolean, name: string) =>
    helloSeen(
      { ...without, ...(hasGroup && { keyShare: 'mlkem' }) },
      isAnswered ? ANSWERED_13 : { kind: 'silent', bytesSeen: 0, afterMs: 3000 },
      name,
    )
  const lived = [hello(false, true, 'a'), hello(false, true, 'b')]
  const rule = [...lived, hello(true, false, 'c'), hello(true, false, 'd')]
  expect(score(...rule)).toBeGreaterThan(score(...lived) + 2)
  expect(score(...lived, hello(true, false, 'c'))).toBe(score(...lived))
  // The same session again counts as much; what did not come to its hello counts for nothing.
  const again = session({ session: 'again', role: 'experiment', death: death('tls', SILENCE) })
  const unheard = helloSeen(without, { kind: 'not-reached', stage: 'banner', outcome: SILENCE }, 'g')
  expect(score(...lived, hello(true, false, 'c'), again, unheard)).toBeGreaterThan(score(...lived) + 2)
  const living = session({ session: 'again', role: 'experiment', tls: tls() })
  expect(score(...rule, living)).toBe(score(...lived))
  expect(score(...rule, hello(false, false, 'e'))).toBe(score(...lived))
  expect(score(...rule, hello(true, true, 'f'))).toBe(score(...lived))
})
