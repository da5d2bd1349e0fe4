import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE, socketState, symptom } from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './hung.ts'

const silent = session({ death: death('mail', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  socketState({
    timer: 'none',
    retransmits: 0,
    backoff: 0,
    unackedSegments: 0,
    ackedBytes: 90,
    sendQueueBytes: 0,
    lastAckMs: 2990,
    ...changes,
  })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['silent at MAIL, and all was acknowledged', [silent, socket({})]],
    ['silent before the banner', [session({ death: death('banner', SILENCE) })]],
    ['reported', [symptom({ symptom: 'drop.timeout', stage: 'ehlo' })]],
  ],
  acquits: [
    [
      'a dead path does not acknowledge',
      [silent, socket({ timer: 'on', retransmits: 4, unackedSegments: 1, ackedBytes: 60 })],
    ],
    [
      'nobody greets us: port 25 is intercepted',
      [
        session({ death: death('banner', SILENCE) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('banner', SILENCE) }),
      ],
    ],
  ],
  abstains: [
    ['a close', [session({ death: death('mail', FIN) })]],
    ['silence at connect', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
