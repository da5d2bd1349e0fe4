import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
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

test.each([
  [60, false],
  [200, true],
] as const)(
  'refused after 21 ms, with %i ms in the one packet of a trace: something nearer refuses: %s',
  (rttMs, isNear) => {
    const trace = fact('route.trace', {
      to: AN_ENDPOINT.address,
      tool: 'tracepath',
      hops: [{ ttl: 2, address: AN_ENDPOINT.address, rttMs }],
      reached: true,
    })
    const seen = view(evidence([session({ death: refused }), trace]), cause.needs)
    expect(cause.weigh(seen).some(({ weight }) => weight < 0)).toBe(isNear)
  },
)
