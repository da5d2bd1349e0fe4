import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, symptom } from '../../../test/kit/evidence.ts'
import { tls } from '../../../test/kit/handshakes.ts'
import cause from './helo-name-unacceptable.ts'

causeCases(cause, {
  convicts: [
    ['the receiver says so', [symptom({ symptom: 'policy.helo', speaker: 'peer', stage: 'ehlo' })]],
    ['closed after EHLO localhost', [session({ plan: plan({ ehloName: 'localhost' }), death: death('ehlo', FIN) })]],
  ],
  acquits: [],
  abstains: [
    ['closed after a proper name', [session({ death: death('ehlo', FIN) })]],
    [
      'closed at the second EHLO, after the name was accepted in clear',
      [session({ plan: plan({ ehloName: 'localhost' }), tls: tls(), death: death('ehlo', FIN) })],
    ],
    ['a healthy session', [session()]],
  ],
})
