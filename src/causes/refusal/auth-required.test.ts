import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './auth-required.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'auth.required',
          speaker: 'peer',
          stage: 'mail',
          words: '530 5.7.0 Authentication required',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'auth.failed', speaker: 'peer', stage: 'mail', words: '535 5.7.8 authentication failed' })],
    ],
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
    ['not the peer speaks', [symptom({ symptom: 'auth.required', speaker: 'us', stage: 'mail' })]],
    ['a healthy session', [session()]],
  ],
})
