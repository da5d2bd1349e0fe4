import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './resource-exhausted.ts'

causeCases(cause, {
  convicts: [
    ['too many open files', [session({ death: death('connect', { kind: 'errno', errno: 'EMFILE' }) })]],
    ['no port left', [session({ death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }) })]],
    ['the MTA reports it', [symptom({ symptom: 'local.resources', words: 'Too many open files' })]],
  ],
  acquits: [],
  abstains: [
    [
      'the other vantage point is out of descriptors',
      [
        session({ death: death('connect', SILENCE) }),
        session({ role: 'elsewhere', death: death('connect', { kind: 'errno', errno: 'EMFILE' }) }),
      ],
    ],
    [
      'the bound address is missing',
      [
        session({
          plan: plan({ bind: '192.0.2.9' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    ['the peer has a limit', [session({ death: death('banner', reply(421, 'too many connections')) })]],
    ['the peer closed', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
