import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, FIN, plan, RST, session, SILENCE } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './flow-cut-after-bytes.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 200_000 } })
const socket = (changes: Partial<SocketState>) =>
  fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'on',
    retransmits: 4,
    backoff: 4,
    unackedSegments: 10,
    sentBytes: 90_000,
    ackedBytes: 60_000,
    receivedBytes: 300,
    notSentBytes: 90_000,
    sendQueueBytes: 90_000,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 3000,
    lastAckMs: 3000,
    afterSilenceMs: 3000,
    ...changes,
  })
const silent = session({ plan: big, death: death('body', SILENCE) })

causeCases(cause, {
  convicts: [
    ['60 kB were acknowledged, then nothing', [silent, socket({})]],
    ['reset in the body', [session({ plan: big, death: death('body', RST) })]],
  ],
  acquits: [
    ['a path-MTU black hole: no full-size packet passed', [silent, socket({ ackedBytes: 90 })]],
    [
      'the receiver acknowledged everything',
      [silent, socket({ timer: 'none', retransmits: 0, unackedSegments: 0, notSentBytes: 0 })],
    ],
  ],
  abstains: [
    ['an orderly close in the body', [session({ plan: big, death: death('body', FIN) })]],
    [
      'a small message',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900 } }), death: death('dot', SILENCE) })],
    ],
    ['a healthy session', [session()]],
  ],
})
