import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './recipient-moved.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'recipient.moved',
          speaker: 'peer',
          stage: 'rcpt',
          words: '551 5.1.6 User has moved; please try <new@example.org>',
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
    ['not the peer speaks', [symptom({ symptom: 'recipient.moved', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
