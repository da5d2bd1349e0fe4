import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './relay-denied.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'policy.relay',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 <x@example.net>: Relay access denied',
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
          symptom: 'auth.required',
          speaker: 'peer',
          stage: 'rcpt',
          words: '530 5.7.0 Authentication required',
        }),
      ],
    ],
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
    ['not the peer speaks', [symptom({ symptom: 'policy.relay', speaker: 'us', stage: 'rcpt' })]],
    ['a healthy session', [session()]],
  ],
})
