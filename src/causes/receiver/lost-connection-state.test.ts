import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, RST, session } from '../../../test/kit/evidence.ts'
import cause from './lost-connection-state.ts'

const reset = session({ death: death('mail', RST) })

causeCases(cause, {
  convicts: [['reset once, fine in the next session', [reset, session({ session: 's2', role: 'experiment' })]]],
  acquits: [
    ['reset each time: a trigger', [reset, session({ session: 's2', role: 'experiment', death: death('mail', RST) })]],
    [
      'sooner than the server can',
      [session({ connectMs: 80, death: death('mail', { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 1 }) })],
    ],
  ],
  abstains: [
    ['an orderly close', [session({ death: death('mail', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
