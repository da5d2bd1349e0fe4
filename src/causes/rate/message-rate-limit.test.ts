import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './message-rate-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Exchange',
      [
        symptom({
          symptom: 'limit.submission',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
        }),
      ],
    ],
    [
      'Postfix',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '450 4.7.1 Error: too much mail from 192.0.2.1',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'messages counted on one connection',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.7.0 Too many messages on this connection',
        }),
      ],
    ],
    [
      'connections',
      [
        symptom({
          symptom: 'reply.421.toomanyconn',
          speaker: 'peer',
          stage: 'banner',
          words: '421 too many connections',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
