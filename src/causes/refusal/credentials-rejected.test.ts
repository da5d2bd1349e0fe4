import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './credentials-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'auth.failed',
          speaker: 'peer',
          stage: 'auth',
          words: '535 5.7.8 Error: authentication failed: authentication failure',
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
          stage: 'auth',
          words: '530 5.7.0 Authentication required',
        }),
      ],
    ],
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
    ['not the peer speaks', [symptom({ symptom: 'auth.failed', speaker: 'us', stage: 'auth' })]],
    ['a healthy session', [session()]],
  ],
})
