import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './error-limit-close.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'policy.errors',
          speaker: 'peer',
          stage: 'rcpt',
          words: '421 4.7.0 mx.example.net Error: too many errors',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'one unknown recipient',
      [symptom({ symptom: 'recipient.unknown', speaker: 'peer', stage: 'rcpt', words: '550 5.1.1 user unknown' })],
    ],
    ['a healthy session', [session()]],
  ],
})
