import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, fact, session, symptom, type Seen } from '../../../test/kit/evidence.ts'
import type { PatternFact } from '../../domain/facts/text-facts.ts'
import cause from './restart-or-shutdown.ts'

const shuttingDown = (pattern: PatternFact['pattern']): Seen =>
  fact('log.pattern', { pattern, symptom: 'reply.421.shutdown', count: 40, of: 40, detail: '' })

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
    ['a log in which such answers come from one moment on', [shuttingDown('since')]],
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
    ['such answers come by the clock, which no restart does', [shuttingDown('periodic')]],
    ['such answers come to large messages only', [shuttingDown('only-large')]],
    [
      'an idle timeout',
      [symptom({ symptom: 'reply.421.idletimeout', speaker: 'peer', words: '421 4.4.2 mx Error: timeout exceeded' })],
    ],
    ['a close without words', [session({ death: death('mail', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
