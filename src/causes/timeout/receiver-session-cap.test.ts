import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './receiver-session-cap.ts'

causeCases(cause, {
  convicts: [
    [
      'the receiver says so',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.1 Connection time limit exceeded, closing',
        }),
      ],
    ],
    ['ended after twenty minutes', [session({ death: death('mail', FIN), seconds: 1203 })]],
    ['reported after ten minutes', [symptom({ symptom: 'drop.lost', stage: 'mail', elapsedSeconds: 600 })]],
  ],
  acquits: [],
  abstains: [
    [
      'an idle timeout',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'idle',
          words: '421 4.4.2 mx Error: timeout exceeded',
        }),
      ],
    ],
    ['ended after two seconds', [session({ death: death('mail', FIN), seconds: 2 })]],
    ['a healthy session', [session()]],
  ],
})
