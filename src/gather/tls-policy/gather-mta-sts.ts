import type { Endpoint } from '../../domain/endpoint.ts'
import type { DnsAnswer, TlsPolicyFact } from '../../domain/facts/dns-facts.ts'
import type { TlsFact } from '../../domain/facts/smtp-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { gatherAddresses } from '../route/addresses.ts'
import { type FetchedPolicy, type PolicySource, fetchPolicy } from './fetch-policy.ts'
import { type MtaStsPolicy, namesMx, readMtaStsPolicy, readMtaStsRecord } from './mta-sts-policy.ts'

/** A domain's policy, or why there is none. `not-fetched`: there is a record, and fetching is switched off. */
export type DomainPolicy =
  | { readonly kind: 'absent' | 'not-fetched' }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'policy'; readonly policy: MtaStsPolicy }

export interface MtaStsOptions {
  /** false: only DNS is asked. */
  readonly fetch?: boolean
  /** How the file is fetched; tests give the port and the root. */
  readonly fetchFrom?: (source: PolicySource) => Promise<FetchedPolicy>
}

/** The MTA-STS policy of a domain (RFC 8461 §3): its TXT record, then the file. A record that is broken means no policy to senders. */
export async function gatherMtaSts(
  domain: string,
  resolver: Resolver,
  options: MtaStsOptions = {},
): Promise<{ readonly found: DomainPolicy; readonly answers: readonly DnsAnswer[] }> {
  const txt = await resolver.resolve({ kind: 'dns', name: `_mta-sts.${domain}`, type: 'TXT' })
  if (txt.status === 'nodata' || txt.status === 'nxdomain') return { found: { kind: 'absent' }, answers: [txt] }
  if (txt.status !== 'answer')
    return { found: { kind: 'broken', why: `the lookup of _mta-sts ended in ${txt.status}` }, answers: [txt] }
  const { records } = followAliases(txt.records, txt.name, 'TXT')
  const record = readMtaStsRecord(records.flatMap((each) => (each.type === 'TXT' ? [each.text] : [])))
  if (record.kind === 'absent') return { found: { kind: 'absent' }, answers: [txt] }
  if (record.kind === 'problem') return { found: { kind: 'broken', why: record.why }, answers: [txt] }
  if (options.fetch === false) return { found: { kind: 'not-fetched' }, answers: [txt] }
  const host = `mta-sts.${domain}`
  const { addresses, unresolved, answers } = await gatherAddresses(host, resolver)
  if (addresses.length === 0) {
    return {
      found: { kind: 'broken', why: `${host} has no address (${unresolved ?? 'unknown'})` },
      answers: [txt, ...answers],
    }
  }
  const fetched = await (options.fetchFrom ?? fetchPolicy)({ host, addresses })
  return { found: policyOf(fetched), answers: [txt, ...answers] }
}

function policyOf(fetched: FetchedPolicy): DomainPolicy {
  if (fetched.kind === 'problem') return { kind: 'broken', why: `the policy file could not be fetched: ${fetched.why}` }
  const read = readMtaStsPolicy(fetched.text)
  return read.kind === 'problem' ? { kind: 'broken', why: read.why } : read
}

/** Whether one endpoint meets the domain's policy (RFC 8461 §4). `tls` is undefined when no session came far enough to tell. */
export function judgeMtaSts(found: DomainPolicy, endpoint: Endpoint, tls: TlsFact | 'none' | undefined): TlsPolicyFact {
  const fact = (status: TlsPolicyFact['status'], why: string, mode?: MtaStsPolicy['mode']): TlsPolicyFact => ({
    kind: 'mta-sts',
    endpoint,
    status,
    why,
    ...(mode === undefined ? {} : { mode }),
  })
  switch (found.kind) {
    case 'absent':
      return fact('absent', 'no MTA-STS record')
    case 'not-fetched':
      return fact('unverifiable', 'there is an MTA-STS record, and its policy was not fetched')
    case 'broken':
      return fact('broken', found.why)
    case 'policy':
      break
  }
  const { policy } = found
  if (policy.mode === 'none') return fact('absent', 'the policy has mode none', 'none')
  if (!namesMx(policy, endpoint.host))
    return fact('violated', `the policy does not name the MX host ${endpoint.host}`, policy.mode)
  if (tls === undefined)
    return fact('unverifiable', 'the policy demands TLS, and no handshake showed a certificate', policy.mode)
  if (tls === 'none')
    return fact('violated', 'the policy demands TLS, and the server does not offer STARTTLS', policy.mode)
  if (tls.chain.length === 0)
    return fact('violated', 'the policy demands a certificate, and the server presented none', policy.mode)
  if (tls.verifyError !== undefined)
    return fact('violated', `the certificate does not verify: ${tls.verifyError}`, policy.mode)
  if (!tls.nameMatches) return fact('violated', `the certificate does not name ${endpoint.host}`, policy.mode)
  return fact('satisfied', 'the certificate verifies and names the MX host', policy.mode)
}
