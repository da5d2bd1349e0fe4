import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './message-too-large.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'content.size',
          speaker: 'peer',
          stage: 'mail',
          words: '552 5.3.4 Message size exceeds fixed limit',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'mailbox.full', speaker: 'peer', stage: 'mail', words: '452 4.2.2 Mailbox full' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'content.size', speaker: 'us', stage: 'mail' })]],
    ['a healthy session', [session()]],
  ],
})
