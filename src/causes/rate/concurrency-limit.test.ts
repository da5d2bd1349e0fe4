import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './concurrency-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'reply.421.toomanyconn',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 mx Error: too many connections from 192.0.2.1',
        }),
      ],
    ],
    [
      'Exim',
      [
        symptom({
          symptom: 'limit.connections',
          speaker: 'peer',
          stage: 'banner',
          words: '421 Too many concurrent SMTP connections from this IP address; please try again later.',
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
          symptom: 'limit.connections',
          speaker: 'peer',
          stage: 'mail',
          words: '452 4.5.3 Maximum number of messages per connection reached',
        }),
      ],
    ],
    [
      'a reputation refusal',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 unusual rate of unsolicited mail',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
