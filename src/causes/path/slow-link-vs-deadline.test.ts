import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, FIN, plan, reply, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './slow-link-vs-deadline.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 20_000_000 } })

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
    ['reported after ten minutes', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 601 })]],
  ],
  acquits: [],
  abstains: [
    [
      'a size limit: hung up in the body at once',
      [session({ plan: big, death: death('body', RST), seconds: 2, sentBytes: 10_000_000 })],
    ],
    ['silence in the body', [session({ plan: big, death: death('body', SILENCE), seconds: 600 })]],
    ['a healthy session', [session()]],
    ['lost in the body after 12 s', [symptom({ symptom: 'drop.lost', stage: 'body', elapsedSeconds: 12 })]],
  ],
})
