import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './connection-rate-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'says rate',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 connection rate limit exceeded, try again later',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a reputation refusal',
      [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'banner', words: '554 blocked' })],
    ],
    ['a healthy session', [session()]],
  ],
})
