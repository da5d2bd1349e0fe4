import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './per-connection-message-cap.ts'

causeCases(cause, {
  convicts: [
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
    ['a healthy session', [session()]],
  ],
})
