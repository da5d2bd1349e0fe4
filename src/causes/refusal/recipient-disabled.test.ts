import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './recipient-disabled.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'recipient.disabled',
          speaker: 'peer',
          stage: 'rcpt',
          words: '550 5.2.1 The email account that you tried to reach is disabled',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'recipient.unknown', speaker: 'peer', stage: 'rcpt', words: '550 5.1.1 User unknown' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'recipient.disabled', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
