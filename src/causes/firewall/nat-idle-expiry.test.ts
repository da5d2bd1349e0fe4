import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  RST,
  session,
  SILENCE,
  symptom,
} from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './nat-idle-expiry.ts'

const pausing = plan({ upTo: 'rcpt', envelope: { from: '', to: ['a@example.net'] }, pauseMs: { rcpt: 8000 } })
const socket = (changes: Partial<SocketState>) =>
  fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'on',
    retransmits: 4,
    backoff: 4,
    unackedSegments: 1,
    sentBytes: 190,
    ackedBytes: 160,
    receivedBytes: 300,
    notSentBytes: 0,
    sendQueueBytes: 30,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 11_000,
    lastAckMs: 11_000,
    afterSilenceMs: 3000,
    ...changes,
  })

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
  const context = { maySend: false, companions: [], otherSources: [], ehloName: 'a.example' }
  const [experiment] =
    cause.experiments?.(
      view(evidence([session({ plan: pausing, death: death('rcpt', SILENCE) })]), cause.needs),
      context,
    ) ?? []
  expect(experiment?.arms.map(({ plan }) => (plan.kind === 'session' ? plan.keepAliveMs : 0))).toEqual([
    undefined,
    2000,
  ])
})
