import { symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './credentials-rejected.ts'

refusalCases(cause, {
  told: ['auth.failed', 'auth', '535 5.7.8 Error: authentication failed: authentication failure'],
  neighbour: ['auth.required', 'auth', '530 5.7.0 Authentication required'],
  abstains: [
    [
      'a session ended over authentication',
      [
        symptom({
          symptom: 'auth.failed',
          speaker: 'peer',
          stage: 'auth',
          reply: { code: 421, lines: ['4.7.0 Basic authentication is disabled, goodbye'] },
        }),
      ],
    ],
  ],
})
