import { causeCases } from '../../../test/kit/cause-cases.ts'
import { FIN, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './server-pipelining-broken.ts'

const open = { stage: 'rcpt', outcome: SILENCE, outstanding: ['RCPT TO:<a@example.net>', 'DATA'] } as const

causeCases(cause, {
  convicts: [['silence with commands outstanding', [session({ keywords: ['PIPELINING'], death: open })]]],
  acquits: [],
  abstains: [
    ['the server offers no PIPELINING', [session({ keywords: ['SIZE'], death: open })]],
    ['closed before the banner', [session({ death: { stage: 'banner', outcome: FIN, outstanding: [] } })]],
    ['a healthy session', [session()]],
  ],
})
