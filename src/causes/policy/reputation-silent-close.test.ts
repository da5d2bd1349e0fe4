import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session } from '../../../test/kit/evidence.ts'
import cause from './reputation-silent-close.ts'

causeCases(cause, {
  convicts: [['closed before the banner', [session({ death: death('banner', FIN) })]]],
  acquits: [],
  abstains: [
    ['a 421 before the banner', [session({ death: death('banner', reply(421, 'busy')) })]],
    ['a healthy session', [session()]],
  ],
})
