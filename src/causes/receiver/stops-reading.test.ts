import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './stops-reading.ts'

const silent = session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900_000 } }), death: death('body', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  socketState({
    timer: 'persist',
    retransmits: 0,
    backoff: 3,
    unackedSegments: 0,
    sentBytes: 90_000,
    ackedBytes: 90_000,
    notSentBytes: 400_000,
    sendQueueBytes: 400_000,
    lastAckMs: 300,
    ...changes,
  })

causeCases(cause, {
  convicts: [
    ['the window stays closed', [silent, socket({})]],
    [
      'the window stays closed, and some was repeated before',
      [silent, socket({ sentBytes: 96_000, resentBytes: 6_000 })],
    ],
  ],
  acquits: [],
  abstains: [
    ['a dead path', [silent, socket({ timer: 'on', retransmits: 5, unackedSegments: 3 })]],
    ['nobody looked at the socket', [silent]],
    ['segments that never left our own host', [silent, socket({ sentBytes: 94_344, resentBytes: 0, ackedBytes: 112 })]],
    ['a healthy session', [session()]],
  ],
})
