import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './unauth-pipelining-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'mail',
          words: '554 5.5.0 Error: SMTP protocol synchronization',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'Exim in place of the banner: an early talker',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'banner',
          words: '554 SMTP synchronization error',
        }),
      ],
    ],

    ['syntax', [symptom({ symptom: 'protocol.syntax', speaker: 'peer', stage: 'mail', words: '501 syntax' })]],
    ['a healthy session', [session()]],
  ],
})
