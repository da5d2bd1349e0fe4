import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './closes-without-reply.ts'

causeCases(cause, {
  convicts: [
    ['closed before the banner', [session({ death: death('banner', FIN) })]],
    ['reset after RCPT', [session({ death: death('rcpt', RST) })]],
    ['closed at the dot', [session({ death: death('dot', FIN) })]],
    ['reported without a stage', [symptom({ symptom: 'drop.lost' })]],
    ['reported', [symptom({ symptom: 'drop.lost', stage: 'mail', ended: 'fin' })]],
  ],
  acquits: [],
  abstains: [
    ['a 421 was said', [session({ death: death('banner', reply(421)) })]],
    ['silence', [session({ death: death('mail', SILENCE) })]],
    ['closed in the TLS handshake', [session({ death: death('tls', FIN) })]],
    ['closed after QUIT', [session({ death: death('quit', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
