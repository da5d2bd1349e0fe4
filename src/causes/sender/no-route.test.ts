import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './no-route.ts'

const unreachable = (afterMs: number) => death('connect', { kind: 'errno', errno: 'ENETUNREACH', afterMs })
const NO_ROUTE = fact('route.local', { to: '192.0.2.1', refused: 'unreachable' })

causeCases(cause, {
  convicts: [
    [
      'an unreachable route',
      [session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 9 }) }), NO_ROUTE],
    ],
    ['the kernel has no route', [session({ death: unreachable(1) }), NO_ROUTE]],
    ['the kernel refuses at once', [session({ death: unreachable(0) })]],
    [
      'a rule by port sends elsewhere than to the gateway by which other packets arrive',
      [
        session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 3070 }) }),
        fact('route.local', { to: '192.0.2.1', gateway: '10.0.0.99', device: 'eth0' }),
        fact('route.trace', {
          to: '192.0.2.1',
          tool: 'tracepath',
          hops: [
            { ttl: 1, address: '10.0.0.1', rttMs: 0.3 },
            { ttl: 4, address: '192.0.2.1', rttMs: 30 },
          ],
          reached: true,
        }),
      ],
    ],
    [
      'nobody on the link answers for the gateway',
      [
        session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 3070 }) }),
        fact('route.local', { to: '192.0.2.1', gateway: '10.0.0.250', device: 'eth0', neighbourFailed: true }),
      ],
    ],
    [
      'the MTA reports it',
      [
        symptom({
          symptom: 'connect.unreachable',
          words: 'connect to mx1.example.net[192.0.2.1]:25: Network is unreachable',
        }),
      ],
    ],
  ],
  acquits: [
    [
      'IPv6 only, after a round trip, while IPv4 works',
      [
        session({
          plan: plan({ endpoint: { host: 'mx1.example.net', address: '2001:db8::1', port: 25 } }),
          death: unreachable(40),
        }),
        session({ session: 's2' }),
      ],
    ],
  ],
  abstains: [
    [
      'the other vantage point has no route',
      [session({ death: death('connect', SILENCE) }), session({ role: 'elsewhere', death: unreachable(0) })],
    ],
    ['no answer', [session({ death: death('connect', SILENCE) })]],
    [
      'no route to host, from a router',
      [session({ death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 30 }) })],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['192.0.2.1', 1],
  ['2001:db8::1', 2],
])('to leave IPv6 out is advice for IPv6 alone: %s', (address, count) => {
  const dead = session({
    plan: plan({ endpoint: { host: 'mx1.example.net', address, port: 25 } }),
    endpoint: { host: 'mx1.example.net', address, port: 25 },
    death: unreachable(1),
  })
  expect(cause.remedies(view(evidence([dead]), cause.needs))).toHaveLength(count)
})

test('a route that is not there was set by nobody, and the port that failed is asked about', () => {
  const at = plan({ endpoint: { host: 'mx1.example.net', address: '192.0.2.1', port: 587 } })
  const seen = (refused: string) =>
    evidence([session({ plan: at, death: unreachable(1) }), fact('route.local', { to: '192.0.2.1', refused })])
  const first = (refused: string) => JSON.stringify(cause.remedies(view(seen(refused), cause.needs))[0])
  expect(first('no route')).toContain('Give the host a route')
  expect(first('blackhole')).toContain('ipproto tcp dport 587')
})
