import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, RST, session } from '../../../test/kit/evidence.ts'
import cause from './lost-connection-state.ts'

const reset = session({ death: death('mail', RST) })

causeCases(cause, {
  convicts: [
    [
      'the very same session passes when it is run again',
      [reset, session({ session: 's2', role: 'experiment' }), session({ session: 's3', role: 'experiment' })],
    ],
    [
      'reset once, fine in the next session',
      [reset, session({ session: 's2', role: 'experiment', plan: plan({ pipelining: false }) })],
    ],
  ],
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
