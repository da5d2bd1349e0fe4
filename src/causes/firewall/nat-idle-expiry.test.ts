import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, RST, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './nat-idle-expiry.ts'

const pausing = plan({ upTo: 'rcpt', envelope: { from: '', to: ['a@example.net'] }, pauseMs: { rcpt: 8000 } })
const socket = (changes: Partial<SocketState>) =>
  socketState({ sentBytes: 190, ackedBytes: 160, lastReceivedMs: 11_000, lastAckMs: 11_000, ...changes })

const thinking = session({ death: death('rcpt', SILENCE) })
const forgotten = socket({
  timer: 'keepalive',
  retransmits: 0,
  unackedSegments: 0,
  ackedBytes: 190,
  unansweredProbes: 5,
})

causeCases(cause, {
  convicts: [
    ['silence after a pause', [session({ plan: pausing, death: death('rcpt', SILENCE) })]],
    ['a reset after a pause', [session({ plan: pausing, death: death('rcpt', RST) })]],
    ['all acknowledged, and no probe answered while the answer is awaited', [thinking, forgotten]],
    ['reported on an idle connection', [symptom({ symptom: 'drop.lost', stage: 'idle' })]],
  ],
  acquits: [
    [
      'the octets after the pause were acknowledged: the server is slow',
      [
        session({ plan: pausing, death: death('rcpt', SILENCE) }),
        socket({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 190 }),
      ],
    ],
    [
      'it falls silent with probes from the start as well',
      [
        thinking,
        forgotten,
        session({
          session: 's2',
          role: 'experiment',
          plan: plan({ keepAliveMs: 1500 }),
          death: death('rcpt', SILENCE),
        }),
      ],
    ],
    [
      'it dies without a pause as well',
      [
        session({ plan: pausing, death: death('rcpt', SILENCE) }),
        session({ session: 's2', role: 'experiment', death: death('rcpt', SILENCE) }),
      ],
    ],
  ],
  abstains: [
    ['the server closed during the pause', [session({ plan: pausing, death: death('idle', FIN) })]],
    [
      'no probe of ours was sent',
      [thinking, socket({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 190 })],
    ],
    ['silence without a pause', [session({ death: death('rcpt', SILENCE) })]],
    ['a healthy session', [session({ plan: pausing })]],
  ],
})

test('the pause is repeated with keep-alive probes well inside it', () => {
  const [experiment] = experimentsOf(cause, [session({ plan: pausing, death: death('rcpt', SILENCE) })])
  expect(experiment?.arms.map(({ plan }) => (plan.kind === 'session' ? plan.keepAliveMs : 0))).toEqual([
    undefined,
    2000,
  ])
})

test('keep-alive probes and reuse are set well inside the pause that was seen', () => {
  const seen = evidence([session({ plan: pausing, death: death('rcpt', SILENCE) })])
  const [keepAlive, reuse] = cause.remedies(view(seen, cause.needs))
  expect(keepAlive?.steps?.[1]).toMatchObject({ run: expect.stringContaining('tcp_keepalive_time=2 ') })
  expect(reuse?.levers).toEqual([{ lever: 'connection.idle-limit', seconds: 2 }])
})

test.each(['banner', 'ehlo', 'rcpt', 'dot'] as const)(
  'a connection that was forgotten while the answer at %s was awaited is tried with probes from the start',
  (stage) => {
    const [experiment] = experimentsOf(cause, [session({ death: death(stage, SILENCE) }), forgotten])
    expect(experiment?.arms.map(({ plan }) => (plan.kind === 'session' ? plan.keepAliveMs : 0))).toEqual([
      undefined,
      1500,
    ])
    expect(experiment?.patienceMs).toBeGreaterThan(10_000)
  },
)

test('keep-alive probes are set inside the quiet after which nobody answered them', () => {
  const seen = evidence([thinking, socket({ ...forgotten.fact, lastAckMs: 11_000, unansweredProbes: 5 })])
  const [keepAlive] = cause.remedies(view(seen, cause.needs))
  expect(keepAlive?.steps?.[1]).toMatchObject({ run: expect.stringContaining('tcp_keepalive_time=1 ') })
})

test('nothing is tried where a server is slow, or a message would be sent that nobody allowed', () => {
  expect(experimentsOf(cause, [thinking])).toEqual([])
  expect(experimentsOf(cause, [session({ death: death('dot', SILENCE) })])).toEqual([])
})
