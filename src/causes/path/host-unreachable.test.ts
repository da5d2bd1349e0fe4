import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
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

test.each([
  ['198.18.0.1', 'an ICMP error said', 'Routers report'],
  [undefined, 'nobody on our own link answers', 'ip neigh show to 192.0.2.1'],
] as const)('the way goes by the gateway %s: who says that nobody is there', (gateway, says, text) => {
  const route = { to: AN_ENDPOINT.address, device: 'eth0', ...(gateway === undefined ? {} : { gateway }) }
  const sight = view(evidence([unreachable, fact('route.local', route)]), cause.needs)
  expect(cause.weigh(sight)[0]?.says).toContain(says)
  expect(JSON.stringify(cause.remedies(sight))).toContain(text)
  expect(JSON.stringify(cause.remedies(sight)).includes('Routers report')).toBe(gateway !== undefined)
})
