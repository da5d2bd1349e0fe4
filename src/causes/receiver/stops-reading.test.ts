import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './stops-reading.ts'

const silent = session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900_000 } }), death: death('body', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  fact('socket.state', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    state: 'ESTAB',
    timer: 'persist',
    retransmits: 0,
    backoff: 3,
    unackedSegments: 0,
    sentBytes: 90_000,
    ackedBytes: 90_000,
    receivedBytes: 300,
    notSentBytes: 400_000,
    sendQueueBytes: 400_000,
    mss: 1448,
    pathMtu: 1500,
    rttMs: 20,
    lastReceivedMs: 3000,
    lastAckMs: 300,
    afterSilenceMs: 3000,
    ...changes,
  })

causeCases(cause, {
  convicts: [['the window stays closed', [silent, socket({})]]],
  acquits: [],
  abstains: [
    ['a dead path', [silent, socket({ timer: 'on', retransmits: 5, unackedSegments: 3 })]],
    ['nobody looked at the socket', [silent]],
    ['a healthy session', [session()]],
  ],
})
