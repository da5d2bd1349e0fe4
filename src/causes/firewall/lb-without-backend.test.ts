import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './lb-without-backend.ts'

causeCases(cause, {
  convicts: [
    [
      'closed now, greeted then',
      [session({ death: death('banner', FIN) }), session({ session: 's2', role: 'experiment' })],
    ],
    [
      'silent now, greeted then',
      [session({ death: death('banner', SILENCE) }), session({ session: 's2', role: 'experiment' })],
    ],
  ],
  acquits: [
    ['half a banner and silence', [session({ death: death('banner', { kind: 'silent', bytesSeen: 38 }) })]],
    ['a server greeted and closed later', [session({ death: death('ehlo', FIN) })]],
  ],
  abstains: [
    ['a refusal in words', [session({ death: death('banner', reply(554)) })]],
    ['a healthy session', [session()]],
  ],
})
