import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { symptom } from '../../../test/kit/evidence.ts'
import cause from './auth-required.ts'

refusalCases(cause, {
  told: ['auth.required', 'mail', '530 5.7.0 Authentication required'],
  neighbour: ['auth.failed', 'mail', '535 5.7.8 authentication failed'],
  abstains: [
    [
      'a login is wanted before EHLO: FTP',
      [
        symptom({
          symptom: 'auth.required',
          speaker: 'peer',
          stage: 'ehlo',
          words: '530 Please login with USER and PASS.',
        }),
      ],
    ],
  ],
})
