import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './mailbox-full.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'mailbox.full',
          speaker: 'peer',
          stage: 'rcpt',
          words: '452 4.2.2 The email account that you tried to reach is over quota',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [
        symptom({
          symptom: 'system.full',
          speaker: 'peer',
          stage: 'rcpt',
          words: '452 4.3.1 Insufficient system storage',
        }),
      ],
    ],
    ['not the peer speaks', [symptom({ symptom: 'mailbox.full', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
