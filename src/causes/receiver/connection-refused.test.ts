import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './connection-refused.ts'

const refused = death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 21 })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['a refused connection', [session({ death: refused })]],
    [
      'refused here and elsewhere',
      [session({ death: refused }), session({ session: 's2', role: 'elsewhere', death: refused })],
    ],
    ['reported', [symptom({ symptom: 'connect.refused', stage: 'connect' })]],
  ],
  acquits: [
    [
      'reported, yet the port takes our connection: a limit',
      [symptom({ symptom: 'connect.refused', stage: 'connect' }), session()],
    ],

    [
      'all destinations refuse alike: a firewall of ours',
      [session({ death: refused }), session({ session: 's2', role: 'compare', plan: other, death: refused })],
    ],
    ['it is taken elsewhere: a ban', [session({ death: refused }), session({ session: 's2', role: 'elsewhere' })]],
  ],
  abstains: [
    ['silence', [session({ death: death('connect', SILENCE) })]],
    ['reset after the connection', [session({ death: death('banner', RST) })]],
    ['a healthy session', [session()]],
  ],
})
