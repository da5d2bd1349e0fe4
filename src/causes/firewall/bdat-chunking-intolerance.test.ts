import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './bdat-chunking-intolerance.ts'

const chunked = plan({ upTo: 'dot', chunking: true, message: { sizeBytes: 600 } })
const keywords = ['CHUNKING', 'SIZE 1000000']

causeCases(cause, {
  convicts: [
    [
      'Exchange, which sends by BDAT, lost the message',
      [session({ keywords }), symptom({ symptom: 'drop.lost', stage: 'dot', software: 'exchange' })],
    ],
    [
      'a sender tells of BDAT',
      [session({ keywords }), symptom({ symptom: 'drop.timeout', stage: 'dot', words: 'timed out after BDAT' })],
    ],
    ['a tiny message by BDAT stalls', [session({ plan: chunked, keywords, death: death('dot', SILENCE) })]],
    ['closed on BDAT', [session({ plan: chunked, keywords, death: death('body', FIN) })]],
    [
      'the peer says so',
      [
        symptom({
          symptom: 'protocol.chunking',
          speaker: 'peer',
          stage: 'data',
          words: '500 5.5.1 BDAT not recognized',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a sender that may not use BDAT lost the message',
      [session({ keywords }), symptom({ symptom: 'drop.lost', stage: 'dot', software: 'postfix' })],
    ],
    [
      'Exchange lost it where BDAT is not offered',
      [session({ keywords: ['SIZE'] }), symptom({ symptom: 'drop.lost', stage: 'dot', software: 'exchange' })],
    ],
    [
      'Exchange lost the session before the message',
      [session({ keywords }), symptom({ symptom: 'drop.lost', stage: 'rcpt', software: 'exchange' })],
    ],
    [
      'DATA was used, since CHUNKING was not offered',
      [session({ plan: chunked, keywords: [], death: death('dot', SILENCE) })],
    ],
    ['a refusal of the message', [session({ plan: chunked, keywords, death: death('dot', reply(552)) })]],
    ['a healthy session', [session()]],
  ],
})
