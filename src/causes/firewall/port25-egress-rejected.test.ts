import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, plan, session, SILENCE, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './port25-egress-rejected.ts'
import ban from './source-banned-by-firewall.ts'

const refused = death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 })
const unreachable = death('connect', { kind: 'errno', errno: 'EHOSTUNREACH', afterMs: 1 })
const elsewhere = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    [
      'all refuse alike',
      [session({ death: refused }), session({ session: 's2', role: 'compare', plan: elsewhere, death: refused })],
    ],
    [
      'all are prohibited alike',
      [
        session({ death: unreachable }),
        session({ session: 's2', role: 'compare', plan: elsewhere, death: unreachable }),
      ],
    ],
    [
      'refused long before the server could',
      [
        session({ death: refused }),
        fact('route.trace', {
          to: AN_ENDPOINT.address,
          tool: 'tracepath',
          reached: true,
          hops: [{ ttl: 9, address: AN_ENDPOINT.address, rttMs: 80 }],
        }),
      ],
    ],
  ],
  acquits: [
    [
      'the same port takes other connections of ours since, however soon it refused one',
      [
        session({ death: refused }),
        session({ session: 's2', role: 'experiment', startedAt: 1_700_000_005_000 }),
        fact('route.trace', {
          to: AN_ENDPOINT.address,
          tool: 'tracepath',
          reached: true,
          hops: [{ ttl: 9, address: AN_ENDPOINT.address, rttMs: 80 }],
        }),
      ],
    ],
    [
      'a closed port: others take the connection',
      [session({ death: refused }), session({ session: 's2', role: 'compare', plan: elsewhere })],
    ],
    [
      'no gateway lies before a server of this host, however long a busy host takes for a trace',
      [
        session({ death: refused }),
        fact('route.trace', {
          to: AN_ENDPOINT.address,
          tool: 'tracepath',
          reached: true,
          hops: [{ ttl: 1, address: AN_ENDPOINT.address, rttMs: 80 }],
        }),
      ],
    ],
  ],
  abstains: [
    ['silence', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})

test('a filter said no: whose it is, a single destination does not tell', () => {
  const prohibited = session({ death: death('connect', { kind: 'errno', errno: 'EACCES', afterMs: 40 }) })
  expect(weighAll(evidence([prohibited]), [cause, ban])[0]?.standing).toBe('possible')
})

test('the letter carries the argument: how soon the refusal came, and who else is out of reach', () => {
  const traced = fact('route.trace', {
    to: AN_ENDPOINT.address,
    tool: 'tracepath',
    reached: true,
    hops: [
      { ttl: 1, address: '192.0.2.254', rttMs: 1 },
      { ttl: 2, address: AN_ENDPOINT.address, rttMs: 90 },
    ],
  })
  const other = session({ session: 's2', role: 'compare', plan: elsewhere, death: refused })
  const textOf = (seen: readonly Seen[]): string => JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  const [first, ...rest] = cause.remedies(view(evidence([session({ death: refused })]), cause.needs))
  expect(JSON.stringify(first)).toMatch(/iptables-save[^]*take it out/)
  expect(JSON.stringify(rest)).not.toMatch(/refused alike|not the server/)
  expect(textOf([session({ death: refused }), traced, other])).toMatch(
    /after 1 ms[^]*takes 90 ms[^]*mx\.example\.com \[198\.51\.100\.7\]:25 are refused alike/,
  )
})
