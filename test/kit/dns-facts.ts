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
