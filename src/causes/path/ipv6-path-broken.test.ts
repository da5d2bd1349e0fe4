import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { death, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './ipv6-path-broken.ts'

const six = plan({ endpoint: { host: 'mx1.example.net', address: '2001:db8::25', port: 25 } })
const refused = death('connect', { kind: 'errno', errno: 'ECONNREFUSED' })

causeCases(cause, {
  convicts: [
    ['IPv6 silent, IPv4 lives', [session({ plan: six, death: death('connect', SILENCE) }), session({ session: 's2' })]],
    [
      'IPv6 unreachable, IPv4 lives',
      [
        session({ plan: six, death: death('connect', { kind: 'errno', errno: 'ENETUNREACH' }) }),
        session({ session: 's2' }),
      ],
    ],
    [
      'IPv6 connects and swallows the handshake',
      [session({ plan: six, death: death('tls', SILENCE) }), session({ session: 's2' })],
    ],
    [
      'the log shows it',
      [fact('log.pattern', { pattern: 'only-ipv6', symptom: 'connect.timeout', count: 9, of: 9, detail: '' })],
    ],
    ['reported', [symptom({ symptom: 'connect.timeout', stage: 'connect', address: '2001:db8::25' })]],
  ],
  acquits: [],
  abstains: [
    ['IPv6 refused: nothing listens there', [session({ plan: six, death: refused }), session({ session: 's2' })]],
    ['IPv4 silent', [session({ death: death('connect', SILENCE) })]],
    ['both families live', [session({ plan: six }), session({ session: 's2' })]],
    ['IPv6 dead after the handshake, with nothing to compare', [session({ plan: six, death: death('tls', SILENCE) })]],
  ],
})

test('an IPv4 address that the sender does not use is the other arm', () => {
  const seen = [
    fact('mail.route', {
      domain: 'example.net',
      kind: 'mx',
      hosts: [{ name: 'mx1.example.net', preference: 10, addresses: ['2001:db8::25', '192.0.2.1'] }],
    }),
    session({ plan: six, death: death('connect', SILENCE) }),
  ]
  const [experiment] = experimentsOf(cause, seen)
  expect(experiment?.arms.map(({ plan }) => (plan.kind === 'session' ? plan.endpoint.address : ''))).toEqual([
    '2001:db8::25',
    '192.0.2.1',
  ])
})
