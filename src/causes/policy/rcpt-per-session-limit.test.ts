import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './rcpt-per-session-limit.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'limit.recipients',
          speaker: 'peer',
          stage: 'rcpt',
          words: '452 4.5.3 Error: too many recipients',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['errors', [symptom({ symptom: 'policy.errors', speaker: 'peer', stage: 'rcpt', words: '421 too many errors' })]],
    ['a healthy session', [session()]],
  ],
})
