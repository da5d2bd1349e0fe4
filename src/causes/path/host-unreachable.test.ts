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
      'nobody answers for our own gateway: no router has spoken',
      [
        unreachable,
        fact('route.local', { to: AN_ENDPOINT.address, gateway: '10.0.0.250', device: 'eth0', neighbourFailed: true }),
      ],
    ],
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
  ['by a gateway', { gateway: '192.0.2.254', device: 'eth0', source: '192.0.2.9' }, false],
  ['on our own link', { device: 'eth0', source: '192.0.2.9' }, true],
  ['over a line that has no gateway', { device: 'ppp0', source: '192.0.2.9' }, false],
  ['to another network without a gateway', { device: 'eth0', source: '198.51.100.9' }, false],
  ['whence nobody knows', { device: 'eth0' }, false],
] as const)('the host is looked for %s: who says that nobody is there', (_how, route, isOnLink) => {
  const seen = [unreachable, fact('route.local', { to: AN_ENDPOINT.address, ...route })]
  const sight = view(evidence(seen), cause.needs)
  expect(cause.weigh(sight)[0]?.says.includes('our own link')).toBe(isOnLink)
  const text = JSON.stringify(cause.remedies(sight))
  expect(text.includes('ip neigh show to 192.0.2.1')).toBe(isOnLink)
  expect(text.includes('Routers report')).toBe(!isOnLink)
})
