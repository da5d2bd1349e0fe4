import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './restart-or-shutdown.ts'

causeCases(cause, {
  convicts: [
    [
      'it says so',
      [
        symptom({
          symptom: 'reply.421.shutdown',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.3.2 mx.example.net system shutting down',
        }),
      ],
    ],
    [
      'maintenance',
      [
        symptom({
          symptom: 'reply.421.other',
          speaker: 'peer',
          words: '421 host closed for maintenance, in maintenance until 10:00',
        }),
      ],
    ],
    [
      'the text of RFC 5321',
      [
        symptom({
          symptom: 'reply.421.shutdown',
          speaker: 'peer',
          words: '421 mx.example.net Service not available, closing transmission channel',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'an idle timeout',
      [symptom({ symptom: 'reply.421.idletimeout', speaker: 'peer', words: '421 4.4.2 mx Error: timeout exceeded' })],
    ],
    ['a close without words', [session({ death: death('mail', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
