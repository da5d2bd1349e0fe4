import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { death, evidence, FIN, plan, RST, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import { view } from '../../domain/evidence.ts'
import cause from './nat-idle-expiry.ts'

const pausing = plan({ upTo: 'rcpt', envelope: { from: '', to: ['a@example.net'] }, pauseMs: { rcpt: 8000 } })
const socket = (changes: Partial<SocketState>) =>
  socketState({ sentBytes: 190, ackedBytes: 160, lastReceivedMs: 11_000, lastAckMs: 11_000, ...changes })

causeCases(cause, {
  convicts: [
    ['silence after a pause', [session({ plan: pausing, death: death('rcpt', SILENCE) })]],
    ['a reset after a pause', [session({ plan: pausing, death: death('rcpt', RST) })]],
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
      'it dies without a pause as well',
      [
        session({ plan: pausing, death: death('rcpt', SILENCE) }),
        session({ session: 's2', role: 'experiment', death: death('rcpt', SILENCE) }),
      ],
    ],
  ],
  abstains: [
    ['the server closed during the pause', [session({ plan: pausing, death: death('idle', FIN) })]],
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
  expect(keepAlive?.steps?.[0]).toMatchObject({ run: expect.stringContaining('tcp_keepalive_time=4 ') })
  expect(reuse?.levers).toEqual([{ lever: 'connection.reuse-limit', seconds: 4 }])
})
