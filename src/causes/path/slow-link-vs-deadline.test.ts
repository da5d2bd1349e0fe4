import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  FIN,
  plan,
  reply,
  RST,
  session,
  SILENCE,
  socketState,
  symptom,
} from '../../../test/kit/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import cause from './slow-link-vs-deadline.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 20_000_000 } })

/** Two looks, ten seconds and fourteen whole segments apart. */
const moving = (last: Partial<SocketState>) => [
  socketState({ ackedBytes: 120, unackedSegments: 13, notSentBytes: 56_000 }),
  socketState({
    retransmits: 0,
    ackedBytes: 120 + 14 * 1448,
    unackedSegments: 25,
    notSentBytes: 20_000,
    afterSilenceMs: 13_000,
    ...last,
  }),
]

causeCases(cause, {
  convicts: [
    [
      '421 while the body moved',
      [
        session({
          plan: big,
          sentBytes: 300_000,
          seconds: 9,
          death: death('body', reply(421, '4.4.2 timeout exceeded')),
        }),
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          origin: 'live',
          stage: 'body',
          words: '421 4.4.2 mx Error: timeout exceeded',
          endpoint: AN_ENDPOINT,
        }),
      ],
    ],

    [
      'hung up at 600 s in the body',
      [session({ plan: big, death: death('body', FIN), seconds: 601, sentBytes: 15_000_000 })],
    ],
    [
      'a 421 in a slow body',
      [
        session({
          plan: { ...big, bodyBytesPerSecond: 2000 },
          death: death('body', reply(421)),
          seconds: 25,
          sentBytes: 50_000,
        }),
      ],
    ],
    [
      'our patience ends while octets are acknowledged, a few thousand in a second',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({})],
    ],
    ['reported after ten minutes', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 601 })]],
  ],
  acquits: [],
  abstains: [
    [
      'a size limit: hung up in the body at once',
      [session({ plan: big, death: death('body', RST), seconds: 2, sentBytes: 10_000_000 })],
    ],
    [
      'the same from a receiver that reads slowly',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({ timer: 'persist' })],
    ],
    [
      'the same where segments are repeated',
      [session({ plan: big, death: death('body', SILENCE), seconds: 30 }), ...moving({ retransmits: 3 })],
    ],
    ['silence in the body', [session({ plan: big, death: death('body', SILENCE), seconds: 600 })]],
    ['a healthy session', [session()]],
    ['lost in the body after 12 s', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 12 })]],
  ],
})
