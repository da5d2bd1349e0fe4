import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './stale-pooled-connection.ts'

causeCases(cause, {
  convicts: [
    ['an idle connection died, a fresh one passes', [symptom({ symptom: 'drop.lost', stage: 'idle' }), session()]],
    [
      'nodemailer, no stage',
      [symptom({ symptom: 'drop.lost', software: 'nodemailer', ended: 'rst', words: 'read ECONNRESET' })],
    ],
    [
      'a reused connection',
      [symptom({ symptom: 'drop.lost', stage: 'mail', words: 'conn_use=7, lost connection while sending MAIL FROM' })],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a logger of that name, in the middle of a message',
      [
        symptom({
          symptom: 'drop.lost',
          stage: 'data',
          words: 'smtp.pool - connection #4 closed by server during DATA',
        }),
      ],
    ],
    [
      'lost at the banner',
      [
        symptom({
          symptom: 'drop.lost',
          stage: 'banner',
          words: 'lost connection while receiving the initial server greeting',
        }),
      ],
    ],
    ['our own session dies', [session({ death: death('mail', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
