import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './virus.ts'

causeCases(cause, {
  convicts: [
    [
      'the peer says so',
      [
        symptom({
          symptom: 'content.virus',
          speaker: 'peer',
          stage: 'dot',
          words: '554 5.7.1 virus Eicar-Test-Signature detected by ClamAV',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a neighbouring refusal',
      [symptom({ symptom: 'content.spam', speaker: 'peer', stage: 'dot', words: '554 5.7.1 spam' })],
    ],
    ['not the peer speaks', [symptom({ symptom: 'content.virus', speaker: 'us', stage: 'dot' })]],
    ['a healthy session', [session()]],
  ],
})
