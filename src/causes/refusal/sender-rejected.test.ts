import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './sender-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'sender.rejected',
          speaker: 'peer',
          stage: 'mail',
          words: '550 5.1.0 <a@example.org>: Sender address rejected: Access denied',
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
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'mail',
          words: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked',
        }),
      ],
    ],
    ['not the peer speaks', [symptom({ symptom: 'sender.rejected', speaker: 'us', stage: 'mail' })]],
    ['a healthy session', [session()]],
  ],
})
