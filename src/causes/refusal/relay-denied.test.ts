import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { symptom } from '../../../test/kit/evidence.ts'
import cause from './relay-denied.ts'

refusalCases(cause, {
  told: ['policy.relay', 'rcpt', '554 5.7.1 <x@example.net>: Relay access denied'],
  neighbour: ['auth.required', 'rcpt', '530 5.7.0 Authentication required'],
  abstains: [
    [
      "the receiver's own relay is down",
      [
        symptom({
          symptom: 'policy.relay',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.0 Failed to connect to relay server',
        }),
      ],
    ],
  ],
})
