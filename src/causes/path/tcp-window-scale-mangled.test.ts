import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './tcp-window-scale-mangled.ts'

const silent = session({
  plan: plan({ upTo: 'dot', message: { sizeBytes: 2_000_000 } }),
  death: death('body', SILENCE),
})
const look = (changes: Partial<SocketState>) =>
  socketState({
    timer: 'none',
    retransmits: 0,
    backoff: 0,
    sentBytes: 9000,
    ackedBytes: 8000,
    notSentBytes: 900_000,
    sendQueueBytes: 900_000,
    lastReceivedMs: 10,
    lastAckMs: 10,
    ...changes,
  })

causeCases(cause, {
  convicts: [
    ['the body crawls', [silent, look({}), look({ ackedBytes: 28_000, afterSilenceMs: 6000 })]],
    [
      'a tiny window that is taken for a closed one: crumbs go on',
      [
        silent,
        look({ timer: 'persist', unackedSegments: 0, sentBytes: 8000 }),
        look({ timer: 'persist', unackedSegments: 0, sentBytes: 8448, ackedBytes: 8448, afterSilenceMs: 4500 }),
      ],
    ],
    ['one segment of 64 octets under way, and 900 kB wait', [silent, look({ sentBytes: 8064 })]],
  ],
  acquits: [],
  abstains: [
    [
      'a path-MTU black hole: nothing moves',
      [silent, look({ timer: 'on', retransmits: 4 }), look({ timer: 'on', retransmits: 6, afterSilenceMs: 6000 })],
    ],
    ['one look tells no speed', [silent, look({})]],
    [
      'a receiver that reads slowly opens its window by whole segments',
      [
        silent,
        look({ timer: 'persist', unackedSegments: 0, sentBytes: 8000 }),
        look({ timer: 'persist', unackedSegments: 0, sentBytes: 10_896, ackedBytes: 10_896, afterSilenceMs: 6000 }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
