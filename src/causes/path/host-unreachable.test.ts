import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './host-unreachable.ts'

const unreachable = session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 45 }) })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['EHOSTUNREACH', [unreachable]],
    ['reported', [symptom({ symptom: 'connect.unreachable', stage: 'connect' })]],
  ],
  acquits: [
    [
      'other ports of the host are reached: a filter, or a route by port',
      [
        unreachable,
        fact('route.trace', {
          to: AN_ENDPOINT.address,
          tool: 'tracepath',
          hops: [{ ttl: 3, address: AN_ENDPOINT.address, rttMs: 45 }],
          reached: true,
        }),
      ],
    ],
    [
      'all destinations alike: a filter of ours',
      [
        unreachable,
        session({
          session: 's2',
          role: 'compare',
          plan: other,
          death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 1 }),
        }),
      ],
    ],
  ],
  abstains: [
    [
      'our own routing table refuses',
      [unreachable, fact('route.local', { to: AN_ENDPOINT.address, refused: 'unreachable' })],
    ],
    ['prohibited', [session({ death: death('connect', { kind: 'errno', errno: 'EACCES' }) })]],
    ['silence', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
