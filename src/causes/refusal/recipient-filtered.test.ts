import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './recipient-filtered.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'recipient.filtered',
          speaker: 'peer',
          stage: 'rcpt',
          words: '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
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
          symptom: 'content.spam',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Message rejected as spam',
        }),
      ],
    ],
    ['not the peer speaks', [symptom({ symptom: 'recipient.filtered', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
