import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './routing-loop.ts'

const to = AN_ENDPOINT.address
const unreachable = session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 45 }) })
const silent = session({ death: death('connect', SILENCE) })
const hops = (...addresses: readonly (string | undefined)[]) =>
  addresses.map((address, index) => ({ ttl: index + 1, ...(address === undefined ? {} : { address }) }))
const trace = (reached: boolean, ...addresses: readonly (string | undefined)[]) =>
  fact('route.trace', { to, tool: 'tracepath', reached, hops: hops(...addresses) })
const route = (hopLimit: number) => fact('route.local', { to, device: 'eth0', gateway: '10.0.0.1', hopLimit })

const A = '198.51.100.1'
const B = '198.51.100.2'
const C = '198.51.100.3'
const loop = trace(false, '10.0.0.1', A, B, A, B, A, B)
const way = trace(true, '10.0.0.1', A, B, to)

causeCases(cause, {
  convicts: [
    ['two routers send packets to one another', [unreachable, loop, route(64)]],
    [
      'three of them, one of which does not answer',
      [unreachable, trace(false, A, undefined, B, C, A, undefined, B, C, A)],
    ],
    ['the same where the errors do not come to the connection', [silent, loop]],
    ['our packets may take fewer hops than the way has', [unreachable, way, route(3)]],
    [
      'the way is too long though the receiver does not answer the trace',
      [unreachable, trace(false, A, B, C), route(2)],
    ],
  ],
  acquits: [],
  abstains: [
    ['a way that ends at a router', [unreachable, trace(false, '10.0.0.1', A, B), route(64)]],
    ['a router that answers twice, as where two ways are balanced', [unreachable, trace(false, A, B, A, C), route(64)]],
    ['a router that counts itself twice', [unreachable, trace(false, A, A, A, B), route(64)]],
    ['a way that is just as long as our packets go', [unreachable, way, route(4)]],
    ['another address', [unreachable, fact('route.trace', { ...loop.fact, to: '192.0.2.9' })]],
    [
      'our own routing table forbids it',
      [session({ death: death('connect', { kind: 'errno', errno: 'EACCES' }) }), loop],
    ],
    ['a healthy session', [session(), loop, route(64)]],
  ],
})

test.each([
  [
    'a loop is on the path, and its routers are named',
    [unreachable, loop, route(64)],
    'path',
    /198\.51\.100\.1, 198\.51\.100\.2\)/,
  ],
  ['too few hops are ours to mend', [unreachable, way, route(3)], 'sender', /ip_default_ttl=64/],
] as const)('%s', (_name, seen, locus, remedy) => {
  const sight = view(evidence(seen), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(JSON.stringify(cause.remedies(sight))).toMatch(remedy)
})

test.each([
  ['eth0', 'net.ipv6.conf.eth0.hop_limit=64'],
  ['eth0.100', 'net.ipv6.conf.eth0/100.hop_limit=64'],
  ['eth0; reboot', 'net.ipv6.conf.DEVICE.hop_limit=64'],
])('over IPv6 the device that leads there has the say: %s', (device, expected) => {
  const far = '2001:db8::2'
  const seen = evidence([
    session({
      plan: plan({ endpoint: { host: 'mx', address: far, port: 25 } }),
      death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 45 }),
    }),
    fact('route.trace', { to: far, tool: 'tracepath', reached: true, hops: hops('2001:db8::a', '2001:db8::b', far) }),
    fact('route.local', { to: far, device, hopLimit: 2 }),
  ])
  const remedies = JSON.stringify(cause.remedies(view(seen, cause.needs)))
  expect(remedies).toContain(expected)
  expect(remedies).not.toContain('reboot')
})

test('where the loop begins is told, and whose private addresses are', () => {
  const text = (...routers: readonly string[]) =>
    JSON.stringify(
      cause.remedies(
        view(evidence([unreachable, trace(false, '10.0.0.1', ...routers, ...routers, ...routers)]), cause.needs),
      ),
    )
  expect(text(A, B)).toMatch(/begins at hop 2\b[^]*the owner of each address: whois/)
  expect(text('10.1.0.1', '10.1.0.2')).toContain('stand in no whois')
})
