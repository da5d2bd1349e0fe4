import { describe, expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, FIN, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { ANSWERED_12, alert, deadHandshake, helloSeen, livingHandshake } from '../../../test/kit/handshakes.ts'
import type { Trial } from '../../domain/experiment.ts'
import cause from './server-cert-unusable.ts'

const CLOSED = { kind: 'closed', by: 'fin', bytesSeen: 0, afterMs: 20 } as const
const CLEAR = session({ session: 's2', role: 'experiment', plan: plan({ tls: 'none' }) })

causeCases(cause, {
  convicts: [
    [
      'every hello is closed, mail in clear passes',
      [
        deadHandshake(FIN),
        helloSeen({ maxVersion: 0x0303 }, CLOSED),
        helloSeen({ maxVersion: 0x0304 }, CLOSED, 'h2'),
        CLEAR,
      ],
    ],
    [
      '454 because of a local problem',
      [
        session({
          death: death('starttls', reply(454, '4.7.0 TLS not available due to local problem')),
          keywords: ['STARTTLS'],
        }),
      ],
    ],
    [
      'alert 40 to TLS 1.2, and in TLS 1.3 a ServerHello that no certificate follows (Java)',
      [
        deadHandshake(alert(40)),
        helloSeen({ maxVersion: 0x0303 }, { kind: 'alert', description: 40, fatal: true, afterMs: 20 }),
        helloSeen(
          { maxVersion: 0x0304 },
          { ...ANSWERED_12, version: 0x0304, flightBytes: 243, flightComplete: true },
          'h2',
        ),
        CLEAR,
      ],
    ],
    ['clear text after the 220', [deadHandshake({ kind: 'garbled', head: '220 ready', why: 'not TLS' })]],
  ],
  acquits: [
    ['another kind of hello is answered', [deadHandshake(FIN), helloSeen({ maxVersion: 0x0303 }, ANSWERED_12)]],
  ],
  abstains: [
    ['silence', [deadHandshake(SILENCE)]],
    ['alert 70', [deadHandshake(alert(70))]],
    [
      'a refusal that only tells of load',
      [
        session({ death: death('starttls', reply(421, 'too busy')) }),
        symptom({ symptom: 'reply.421.other', stage: 'starttls', speaker: 'peer' }),
      ],
    ],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

describe('every variant of TLS', () => {
  const seen = [deadHandshake(alert(40))]
  const [asked] = experimentsOf(cause, seen)
  const hello = (arm: string, answer: Parameters<typeof helloSeen>[1]): Trial => ({
    arm,
    shownBy: [],
    result: {
      kind: 'hello',
      hello: { endpoint: AN_ENDPOINT, session: arm, hello: { maxVersion: 0x0304 }, sizeBytes: 300, answer },
    },
  })
  const sessions = seen.flatMap((one) => (one.kind === 'smtp.session' ? [one.fact] : []))
  const failed = sessions.map((one): Trial => ({
    arm: 'the session that failed',
    shownBy: [],
    result: { kind: 'session', session: one },
  }))
  const clear = sessions.map((one): Trial => {
    const { death: _death, ...rest } = one
    return { arm: 'no TLS', shownBy: [], result: { kind: 'session', session: { ...rest, lived: true } } }
  })
  const refused = hello('TLS 1.2, every suite', { kind: 'alert', description: 70, fatal: true, afterMs: 20 })
  const retry = hello('TLS 1.3, no server name', { ...ANSWERED_12, version: 0x0304, retry: true, flightBytes: 0 })

  test('a server that asks for another group by HelloRetryRequest is not called broken', () => {
    expect(asked?.judge([...failed, refused, retry, ...clear]).judged).toBe('undecided')
  })

  test('nor is one that takes suites with pre-shared keys, which need no certificate', () => {
    const alerts = ['TLS 1.2, every suite', 'TLS 1.3, no server name'].map((arm) =>
      hello(arm, { kind: 'alert', description: 40, fatal: true, afterMs: 20 }),
    )
    const keyed = hello('suites without a certificate', { ...ANSWERED_12, suite: 0xc037, flightBytes: 90 })
    expect(asked?.judge([...failed, ...alerts, keyed, ...clear]).judged).toBe('refuted')
    const dead = hello('suites without a certificate', { kind: 'alert', description: 40, fatal: true, afterMs: 20 })
    expect(asked?.judge([...failed, ...alerts, dead, ...clear]).judged).toBe('confirmed')
  })

  test('hellos of TLS 1.2 name no group of TLS 1.3 alone: a box that minds those is no broken certificate', () => {
    const groups = asked?.arms.flatMap(({ plan }) =>
      plan.kind === 'hello' && plan.hello.maxVersion === 0x0303 ? (plan.hello.groups ?? []) : [],
    )
    expect(groups).toContain(29)
    expect(groups).not.toContain(0x11ec)
  })
})
