import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
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
      'its time was over while the body moved',
      [
        session({
          plan: plan({ upTo: 'dot' }),
          sentBytes: 300_000,
          death: death('body', reply(421, '4.4.2 timeout exceeded')),
        }),
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          origin: 'live',
          stage: 'body',
          words: '421 4.4.2 mx Error: timeout exceeded',
          endpoint: AN_ENDPOINT,
        }),
      ],
    ],

    [
      'our own timeout',
      [symptom({ symptom: 'drop.timeout', speaker: 'us', stage: 'mail', words: 'conversation timed out' })],
    ],
    ['a healthy session', [session()]],
  ],
})
