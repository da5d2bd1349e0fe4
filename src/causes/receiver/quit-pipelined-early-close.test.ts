import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './quit-pipelined-early-close.ts'

causeCases(cause, {
  convicts: [
    [
      'Postfix logs a probe as undeliverable',
      [
        symptom({
          symptom: 'drop.lost',
          stage: 'rcpt',
          words: 'dsn=4.4.2, status=undeliverable (lost connection with mx while sending RCPT TO)',
        }),
        session(),
      ],
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
    [
      'a 221 before the answers to a session that said no QUIT',
      [session({ death: death('rcpt', FIN), unsolicited: ['221 2.0.0 Service closing transmission channel'] })],
    ],
    [
      'a 221 in place of an answer to a session that said no QUIT',
      [session({ death: death('rcpt', reply(221, '2.0.0 Bye')) })],
    ],
    [
      'a delivery that was cut off at RCPT',
      [
        symptom({
          symptom: 'drop.lost',
          stage: 'rcpt',
          words: 'dsn=4.4.2, status=deferred (lost connection with mx while sending RCPT TO)',
        }),
        session(),
      ],
    ],
    ['closed at RCPT: a policy', [session({ death: death('rcpt', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
