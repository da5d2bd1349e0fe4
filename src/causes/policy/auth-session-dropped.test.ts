import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './auth-session-dropped.ts'

causeCases(cause, {
  convicts: [
    [
      'M365',
      [
        symptom({
          symptom: 'reply.421.other',
          speaker: 'peer',
          stage: 'auth',
          words: '421 4.7.66 TLS 1.0 and 1.1 are not supported',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a banner 421', [symptom({ symptom: 'reply.421.other', speaker: 'peer', stage: 'banner', words: '421 busy' })]],
    ['a healthy session', [session()]],
  ],
})
