import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, RST, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './starttls-buffer-garbage.ts'

const text = { kind: 'garbled', head: '454 4.7.0 TLS not available', why: 'clear text instead of TLS' } as const

causeCases(cause, {
  convicts: [['a reply in clear after 220', [session({ death: death('tls', text) })]]],
  acquits: [],
  abstains: [
    ['TLS from the first octet', [session({ plan: plan({ tls: 'wrapped' }), death: death('tls', text) })]],
    ['a handshake that is cut', [session({ death: death('tls', RST) })]],
    ['one that nobody answers', [session({ death: death('tls', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
