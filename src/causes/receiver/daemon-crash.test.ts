import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './daemon-crash.ts'

const closed = session({ death: death('mail', FIN) })

causeCases(cause, {
  convicts: [
    [
      'closed at MAIL from everywhere',
      [closed, session({ session: 's2', role: 'elsewhere', death: death('mail', FIN) })],
    ],
  ],
  acquits: [['another vantage point gets past it', [closed, session({ session: 's2', role: 'elsewhere' })]]],
  abstains: [
    ['a reply', [session({ death: death('mail', reply(550)) })]],
    ['silence', [session({ death: death('mail', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
