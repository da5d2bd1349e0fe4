import { describe, expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  RST,
  type Seen,
  session,
  SILENCE,
  step,
  symptom,
} from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import type { Experiment, Trial } from '../../domain/experiment.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import cause from './clienthello-large.ts'

const SMALL = { tlsPlan: { groups: 'X25519:P-256' } }

causeCases(cause, {
  convicts: [
    ['silence after a post-quantum hello', [deadHandshake(SILENCE)]],
    ['a reset right after it', [deadHandshake(RST)]],
    ['alert 50 to it', [deadHandshake(alert(50))]],
    [
      'the MTA waited in vain, our small hello passes',
      [livingHandshake({}, SMALL), symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })],
    ],
  ],
  acquits: [
    [
      'the MTA waited in vain, our large hello passes',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })],
    ],
    ['a small hello died too', [deadHandshake(SILENCE), deadHandshake(SILENCE, SMALL, { session: 's2' })]],
  ],
  abstains: [
    ['silence after a small hello', [deadHandshake(SILENCE, SMALL)]],
    ['alert 70', [deadHandshake(alert(70))]],
    ['the server closed at EHLO', [session({ death: { stage: 'ehlo', outcome: FIN, outstanding: [] } })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

test('commands in segments as large tell whether it is the hello that is minded', () => {
  const said = (change: Partial<Parameters<typeof session>[0]>) =>
    cause
      .weigh(
        view(
          evidence([
            deadHandshake(SILENCE),
            session({
              session: 's2',
              role: 'experiment',
              plan: plan({ upTo: 'idle', bulkBytes: 4000, tls: 'none' }),
              ...change,
            }),
          ]),
          cause.needs,
        ),
      )
      .at(-1)?.weight
  expect(said({})).toBeGreaterThan(2)
  expect(said({ death: { stage: 'idle', outcome: SILENCE, outstanding: [] } })).toBeLessThan(-2)
})

test('the letter names the port at which it was seen', () => {
  const submission = { endpoint: { ...AN_ENDPOINT, port: 587 } }
  const letter = JSON.stringify(cause.remedies(view(evidence([deadHandshake(SILENCE, submission)]), cause.needs)))
  expect(letter).toContain('port 587')
  expect(letter).not.toContain('port 25')
})

test('the way round is for this destination before it is for all', () => {
  const [first] = cause.remedies(view(evidence([deadHandshake(RST)]), cause.needs))
  expect(first?.levers).toEqual([{ lever: 'tls.maximum-for', host: AN_ENDPOINT.host, version: 'TLSv1.2' }])
})

test('the receiver may be the one that does it, unless the end came from something nearer', () => {
  const hello = (afterMs: number): Seen =>
    deadHandshake({ kind: 'closed', by: 'rst', bytesSeen: 0, afterMs }, {}, { connectMs: 60 })
  const answered = step({ stage: 'ehlo', outcome: { ...reply(250), afterMs: 60 } })
  const or = (afterMs: number) => cause.locusOr?.(view(evidence([hello(afterMs), answered]), cause.needs))
  expect(or(65)).toBe('receiver')
  expect(or(10)).toBeUndefined()
})

describe('the hello size experiment', () => {
  const seen = (bytes: number): readonly Seen[] => [
    deadHandshake(RST),
    fact('smtp.step', {
      session: 's1',
      endpoint: AN_ENDPOINT,
      role: 'baseline',
      stage: 'tls',
      said: '(ClientHello)',
      startedAfterMs: 100,
      outstanding: [],
      outcome: RST,
      encrypted: false,
      sentBytes: bytes,
      sentSoFarBytes: bytes + 31,
    }),
  ]
  const asked = (shown: readonly Seen[]): Experiment => {
    const [experiment] = experimentsOf(cause, shown)
    if (experiment === undefined) throw new Error('no experiment')
    return experiment
  }
  const trial = (arm: string, answer: HelloAnswer): Trial => ({
    arm,
    shownBy: [],
    result: {
      kind: 'hello',
      hello: { endpoint: AN_ENDPOINT, session: arm, hello: { maxVersion: 0x0304 }, sizeBytes: 300, answer },
    },
  })
  const reset = { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 2 } as const
  const silent = { kind: 'silent', bytesSeen: 0, afterMs: 3000 } as const
  const answered = {
    kind: 'server-hello',
    version: 0x0304,
    suite: 0x1301,
    retry: true,
    flightBytes: 0,
    afterMs: 20,
  } as const
  const judged = (whole: HelloAnswer, cut: HelloAnswer): string =>
    asked(seen(1596)).judge([
      ...[whole, whole].map((answer) => trial('1596 octets', answer)),
      ...[answered, answered].map((answer) => trial('about 200 octets', answer)),
      trial('1596 octets in slices', cut),
    ]).judged

  test('tries the size that died, for some boxes mind some sizes alone', () => {
    const sizes = asked(seen(1596)).arms.flatMap(({ plan }) => (plan.kind === 'hello' ? [plan.hello.sizeBytes] : []))
    expect(sizes).toEqual([1596, undefined, 1596])
  })

  test.each([
    [
      'a path that drops full-size packets is silent, and so is a box that reads each alone',
      silent,
      answered,
      'undecided',
    ],
    ['a box that resets reads segments one by one', reset, answered, 'confirmed'],
    ['a box that joins segments', silent, silent, 'confirmed'],
  ] as const)('%s', (_name, whole, cut, expected) => {
    expect(judged(whole, cut)).toBe(expected)
  })
})
