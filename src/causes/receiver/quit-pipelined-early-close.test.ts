import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './quit-pipelined-early-close.ts'

causeCases(cause, {
  convicts: [
    [
      'a 221 before the answers',
      [session({ death: death('rcpt', FIN), unsolicited: ['221 2.0.0 Service closing transmission channel'] })],
    ],
    [
      'address verification is cut off',
      [
        symptom({
          symptom: 'drop.lost',
          stage: 'rcpt',
          words: 'Address verification failed: lost connection with mx while sending RCPT TO',
        }),
        session(),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['closed at RCPT: a policy', [session({ death: death('rcpt', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
