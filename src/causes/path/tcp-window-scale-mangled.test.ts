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

/** MAIL, RCPT and DATA in one segment. */
const REPEATED = look({ timer: 'on', retransmits: 5, ackedBytes: 23, notSentBytes: 0, sendQueueBytes: 78 })
const LOCK_STEP = plan({ upTo: 'dot', message: { sizeBytes: 2_000_000 }, pipelining: false })

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
    [
      'commands written together are repeated in vain, and pass one at a time',
      [
        silent,
        REPEATED,
        session({ session: 's2', role: 'experiment', plan: LOCK_STEP, death: death('body', SILENCE) }),
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
    [
      'commands are repeated in vain, together and one at a time',
      [
        silent,
        REPEATED,
        session({ session: 's2', role: 'experiment', plan: LOCK_STEP, death: death('mail', SILENCE) }),
      ],
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
