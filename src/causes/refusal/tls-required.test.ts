import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './tls-required.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'tls.required',
          speaker: 'peer',
          stage: 'mail',
          words: '530 5.7.0 Must issue a STARTTLS command first',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'tls.refused', speaker: 'peer', stage: 'mail', words: '454 4.7.0 TLS not available' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'tls.required', speaker: 'us', stage: 'mail' })]],
    ['a healthy session', [session()]],
  ],
})
