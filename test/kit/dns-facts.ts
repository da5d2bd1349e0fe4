import type { DnsAnswer, EgressIdentity } from '../../src/domain/facts/dns-facts.ts'
import { fact, type Seen } from './evidence.ts'

/** One DNS answer; what is not said is ordinary. */
export function answer(changes: Pick<DnsAnswer, 'name' | 'type' | 'status'> & Partial<DnsAnswer>): Seen {
  return fact('dns.answer', {
    records: [],
    authenticated: false,
    authoritative: false,
    extendedErrors: [],
    server: '192.0.2.53',
    tried: [],
    afterMs: 5,
    ...changes,
  })
}

/** A long answer is cut, TCP brings none, and the root answers all the while. */
export const LONG_ANSWER_LOST: readonly Seen[] = [
  fact('mail.route', { domain: 'long.example', kind: 'none', hosts: [] }),
  answer({
    name: 'long.example',
    type: 'MX',
    status: 'timeout',
    tried: [
      { server: '192.0.2.53', status: 'error', afterMs: 3, transport: 'udp', why: 'truncated' },
      { server: '192.0.2.53', status: 'timeout', afterMs: 3000, transport: 'tcp' },
    ],
  }),
  answer({ name: '.', type: 'NS', status: 'answer' }),
]

/** Who we are towards the peer; what is not said is ordinary. */
export function identity(changes: Partial<EgressIdentity>): Seen {
  return fact('egress.identity', {
    address: '192.0.2.99',
    behindNat: false,
    ptrStatus: 'not-asked',
    ehloName: 'sender.example.org',
    ...changes,
  })
}
