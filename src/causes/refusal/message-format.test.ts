import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './message-format.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'content.format',
          speaker: 'peer',
          stage: 'dot',
          words: '550 5.7.1 Messages missing a valid address in From: header are not accepted',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'content.spam', speaker: 'peer', stage: 'dot', words: '554 5.7.1 spam' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'content.format', speaker: 'us', stage: 'dot' })]],
    ['a healthy session', [session()]],
  ],
})
