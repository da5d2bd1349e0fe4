import { symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './spam-content.ts'

refusalCases(cause, {
  told: ['content.spam', 'dot', '554 5.7.1 Message rejected as spam by content filtering'],
  neighbour: ['reputation.ip', 'dot', '554 5.7.1 blocked using zen.spamhaus.org'],
  abstains: [
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
  ],
})
