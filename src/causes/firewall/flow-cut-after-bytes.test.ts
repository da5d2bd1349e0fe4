import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, RST, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './flow-cut-after-bytes.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 200_000 } })
const socket = (changes: Partial<SocketState>) =>
  socketState({
    unackedSegments: 10,
    sentBytes: 90_000,
    ackedBytes: 60_000,
    notSentBytes: 90_000,
    sendQueueBytes: 90_000,
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
    [
      'a line that is too slow: what was repeated came through later',
      [silent, socket({ ackedBytes: 6_000 }), socket({ ackedBytes: 7_500, afterSilenceMs: 9_000 })],
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
