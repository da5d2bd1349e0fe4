import type { Endpoint } from '../../domain/endpoint.ts'
import type { DnsAnswer, TlsPolicyFact } from '../../domain/facts/dns-facts.ts'
import type { TlsFact } from '../../domain/facts/smtp-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { addressesOf } from '../route/addresses.ts'
import { type TlsaRecord, judgeDane } from './dane.ts'

export interface DaneTarget {
  readonly endpoint: Endpoint
  /** The domain whose mail goes there. */
  readonly domain: string
  /** The answers that led to the endpoint: MX, A, AAAA. */
  readonly answers: readonly DnsAnswer[]
  /** What the session showed; undefined when no session came far enough to tell. `none`: the server does not offer STARTTLS. */
  readonly tls?: TlsFact | 'none'
  readonly now: number
}

export interface GatheredPolicy {
  readonly policy: TlsPolicyFact
  readonly answers: readonly DnsAnswer[]
}

/**
 * What DANE demands of one endpoint and whether it is met (RFC 7672 §2.2). TLSA is asked for only below signed address records: elsewhere
 * many name servers fail on the question, and no sender cares. An answer without the AD bit is no policy; when the resolver validates
 * nothing at all, a policy that is there is `unverifiable`.
 */
export async function gatherDane(target: DaneTarget, resolver: Resolver): Promise<GatheredPolicy> {
  const { endpoint } = target
  const fact = (status: TlsPolicyFact['status'], why: string): TlsPolicyFact => ({
    kind: 'dane',
    endpoint,
    status,
    why,
  })
  if (endpoint.host === endpoint.address)
    return { policy: fact('absent', 'an address has no TLSA records'), answers: [] }
  const address = target.answers.find(
    (answer) =>
      (answer.type === 'A' || answer.type === 'AAAA') && isFor(answer, endpoint) && addressesOf(answer).length > 0,
  )
  if (address === undefined) return { policy: fact('absent', 'the address did not come from DNS'), answers: [] }
  const validates = address.authenticated || (await resolverValidates(target.answers, resolver))
  if (validates && !address.authenticated) {
    return { policy: fact('absent', `the address records of ${endpoint.host} are not signed`), answers: [] }
  }
  const { tlsa, asked } = await askTlsa(endpoint, address, resolver)
  const records = recordsOf(tlsa)
  const judged = judge(target, tlsa, records, validates)
  const insecureMx = target.answers.some(
    (answer) => answer.type === 'MX' && answer.status === 'answer' && !answer.authenticated,
  )
  const why =
    insecureMx && validates && judged.status !== 'absent' ? `${judged.why}; the MX records are not signed` : judged.why
  return { policy: fact(judged.status, why), answers: asked }
}

function isFor(answer: DnsAnswer, endpoint: Endpoint): boolean {
  return answer.name === endpoint.host.toLowerCase() && answer.type === (endpoint.address.includes(':') ? 'AAAA' : 'A')
}

/** Some answer had the AD bit, or the root's own, which is signed, has it now. */
async function resolverValidates(answers: readonly DnsAnswer[], resolver: Resolver): Promise<boolean> {
  if (answers.some((answer) => answer.authenticated)) return true
  return (await resolver.resolve({ kind: 'dns', name: '.', type: 'SOA', patienceMs: 3_000 })).authenticated
}

/** RFC 7672 §2.2.2: of an alias, first the name at its end, then the alias itself. */
async function askTlsa(
  endpoint: Endpoint,
  address: DnsAnswer,
  resolver: Resolver,
): Promise<{ readonly tlsa: DnsAnswer; readonly asked: readonly DnsAnswer[] }> {
  const { canonical } = followAliases(address.records, address.name, address.type)
  const asked: DnsAnswer[] = []
  for (const base of new Set([canonical, endpoint.host.toLowerCase()])) {
    const tlsa = await resolver.resolve({ kind: 'dns', name: `_${endpoint.port}._tcp.${base}`, type: 'TLSA' })
    asked.push(tlsa)
    if (tlsa.status !== 'nodata' && tlsa.status !== 'nxdomain') return { tlsa, asked }
  }
  const last = asked.at(-1)
  if (last === undefined) throw new Error('an endpoint has a host name')
  return { tlsa: last, asked }
}

function recordsOf(tlsa: DnsAnswer): readonly TlsaRecord[] {
  const { records } = followAliases(tlsa.records, tlsa.name, 'TLSA')
  return records.flatMap((record) => (record.type === 'TLSA' ? [record] : []))
}

function judge(
  target: DaneTarget,
  tlsa: DnsAnswer,
  records: readonly TlsaRecord[],
  validates: boolean,
): Pick<TlsPolicyFact, 'status' | 'why'> {
  if (tlsa.status === 'nodata' || tlsa.status === 'nxdomain') return { status: 'absent', why: 'no TLSA records' }
  if (!validates) {
    return tlsa.status === 'answer'
      ? { status: 'unverifiable', why: 'there are TLSA records, and the resolver here does not validate DNSSEC' }
      : { status: 'absent', why: 'no TLSA records could be read' }
  }
  if (tlsa.status !== 'answer') {
    // RFC 7672 §2.1.1: a sender that uses DANE must defer, because an attacker could have made the answer vanish.
    return { status: 'broken', why: `TLSA lookup ended in ${tlsa.status}: senders with DANE defer` }
  }
  if (!tlsa.authenticated) return { status: 'absent', why: 'the TLSA records are not signed' }
  if (target.tls === undefined)
    return { status: 'unverifiable', why: 'there are TLSA records, and no handshake showed a certificate' }
  if (target.tls === 'none')
    return { status: 'violated', why: 'there are TLSA records, and the server does not offer STARTTLS' }
  return judgeDane({
    records,
    chain: target.tls.chain,
    names: [target.endpoint.host, tlsa.name.replace(/^_\d+\._tcp\./, ''), target.domain],
    now: target.now,
  })
}
