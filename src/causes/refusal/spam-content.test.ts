import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './spam-content.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'content.spam',
          speaker: 'peer',
          stage: 'dot',
          words: '554 5.7.1 Message rejected as spam by content filtering',
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
          stage: 'dot',
          words: '554 5.7.1 blocked using zen.spamhaus.org',
        }),
      ],
    ],
    [
      'no message had been sent yet',
      [
        symptom({
          symptom: 'content.spam',
          speaker: 'peer',
          stage: 'rcpt',
          origin: 'live',
          words: '554 5.7.1 spam detected',
        }),
      ],
    ],
    ['not the peer speaks', [symptom({ symptom: 'content.spam', speaker: 'us', stage: 'dot' })]],
    ['a healthy session', [session()]],
  ],
})
