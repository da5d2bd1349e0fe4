import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
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
    [
      'a server closes what comes over IPv6 alone',
      [fact('log.pattern', { pattern: 'only-ipv6', symptom: 'drop.lost', count: 9, of: 9, detail: '' })],
    ],
    [
      'a server refuses what comes over IPv6 alone',
      [fact('log.pattern', { pattern: 'only-ipv6', symptom: 'sender.ptr', count: 9, of: 9, detail: '' })],
    ],
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

test('that IPv4 passes is said where it was seen, and commands ask for the IPv6 address', () => {
  const text = (seen: Parameters<typeof evidence>[0]) =>
    JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  const lost = session({ session: 's2', plan: six, death: death('connect', SILENCE) })
  const both = text([session({ death: refused }), lost])
  expect(both).toContain('ip -6 route get 2001:db8::25')
  expect(both).not.toContain('while IPv4')
  expect(text([session(), lost])).toContain('while IPv4 to the same host does')
  expect(text([lost, session({ session: 's3', role: 'experiment' })])).toContain('while IPv4 to the same host does')
  expect(text([])).toContain('ip -6 route get SERVER-ADDRESS')
})

test('where no MX host has an IPv4 address, IPv4 is no way round', () => {
  const levers = (addresses: readonly string[]) => {
    const route = fact('mail.route', {
      domain: 'example.net',
      kind: 'mx',
      hosts: [{ name: 'mx1.example.net', preference: 10, addresses }],
    })
    const seen = [route, session({ plan: six, death: death('connect', SILENCE) })]
    return cause.remedies(view(evidence(seen), cause.needs)).flatMap(({ levers: pulled = [] }) => pulled)
  }
  expect(levers(['2001:db8::25'])).toEqual([])
  expect(levers(['2001:db8::25', '192.0.2.1'])).toHaveLength(1)
})
