import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './per-connection-message-cap.ts'

causeCases(cause, {
  convicts: [
    [
      'other words',
      [
        symptom({
          symptom: 'reply.421.ratelimit',
          speaker: 'peer',
          words: '421 10 messages sent over one SMTP session',
        }),
      ],
    ],
    [
      'Exim',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '421 too many messages in this connection',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a rate',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'mail',
          words: '450 too many messages from you this hour',
        }),
      ],
    ],
    [
      'messages counted in a time, and the end of the connection',
      [symptom({ symptom: 'limit.rate', speaker: 'peer', words: '421 4.7.0 Too many messages, closing connection' })],
    ],
    ['a healthy session', [session()]],
  ],
})
