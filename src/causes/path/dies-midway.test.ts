import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, FIN, session, SILENCE } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './dies-midway.ts'

const silent = session({ death: death('mail', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'on',
    retransmits: 4,
    backoff: 4,
    unackedSegments: 1,
    sentBytes: 90,
    ackedBytes: 60,
    receivedBytes: 300,
    notSentBytes: 0,
    sendQueueBytes: 30,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 3000,
    lastAckMs: 3000,
    afterSilenceMs: 3000,
    ...changes,
  })

causeCases(cause, {
  convicts: [
    ['a small packet is never acknowledged', [silent, socket({})]],
    [
      'and new connections get no answer',
      [silent, socket({}), session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) })],
    ],
  ],
  acquits: [
    [
      'a hung server acknowledges',
      [silent, socket({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 90, sendQueueBytes: 0 })],
    ],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a close', [session({ death: death('mail', FIN) })]],
    ['silence at connect', [session({ death: death('connect', SILENCE) })]],
  ],
})
