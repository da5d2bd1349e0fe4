import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom, type Seen } from '../../../test/kit/evidence.ts'
import cause from './connection-rate-limit.ts'

const peer = (one: 'limit.rate' | 'limit.connections', words: string): Seen =>
  symptom({ symptom: one, speaker: 'peer', stage: 'banner', words })

causeCases(cause, {
  convicts: [
    ['counts connections', [peer('limit.connections', '421 4.7.0 too many connections from your host')]],
    [
      'says rate',
      [
        symptom({
          symptom: 'limit.rate',
          speaker: 'peer',
          stage: 'banner',
          words: '421 4.7.0 connection rate limit exceeded, try again later',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a reputation refusal',
      [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'banner', words: '554 blocked' })],
    ],
    ['a rate, for the sake of our reputation', [peer('limit.rate', '421 4.7.0 rate limited: poor reputation')]],
    ["a rate, as a provider's throttle is worded", [peer('limit.rate', '451 4.7.500 Server busy (AS761)')]],
    ['a rate of messages', [peer('limit.rate', '450 4.7.1 too many messages in a time')]],
    ['connections at one time', [peer('limit.connections', '421 too many concurrent connections')]],
    ['a healthy session', [session()]],
  ],
})
