import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, reply, session } from '../../../test/kit/evidence.ts'
import cause from './server-esmtp-intolerant.ts'

causeCases(cause, {
  convicts: [['closed at EHLO', [session({ death: death('ehlo', FIN) })]]],
  acquits: [],
  abstains: [
    ['HELO was closed too', [session({ plan: plan({ helo: true }), death: death('ehlo', FIN) })]],
    ['EHLO was refused in words', [session({ death: death('ehlo', reply(501, 'bad name')) })]],
    ['a healthy session', [session()]],
  ],
})
