import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './receiver-idle-timeout.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'idle',
          words: '421 4.4.2 mx Error: timeout exceeded',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'our own timeout',
      [symptom({ symptom: 'drop.timeout', speaker: 'us', stage: 'mail', words: 'conversation timed out' })],
    ],
    ['a healthy session', [session()]],
  ],
})
