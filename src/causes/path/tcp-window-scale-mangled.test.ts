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
  convicts: [['the body crawls', [silent, look({}), look({ ackedBytes: 28_000, afterSilenceMs: 6000 })]]],
  acquits: [],
  abstains: [
    [
      'a path-MTU black hole: nothing moves',
      [silent, look({ timer: 'on', retransmits: 4 }), look({ timer: 'on', retransmits: 6, afterSilenceMs: 6000 })],
    ],
    ['one look tells no speed', [silent, look({})]],
    ['a healthy session', [session()]],
  ],
})
