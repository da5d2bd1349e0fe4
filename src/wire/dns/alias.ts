import type { DnsRecord } from '../../domain/facts/dns-facts.ts'
import type { DnsType } from '../../domain/plan/dns-plan.ts'
import { canonicalName } from './name.ts'

export interface AliasChain {
  /** The name at the end of the chain of CNAMEs. */
  readonly canonical: string
  /** The aliases passed, without the name asked for; the last one is `canonical`. Empty when there is no CNAME. */
  readonly aliases: readonly string[]
  /** Records of the asked type that belong to the canonical name. */
  readonly records: readonly DnsRecord[]
  /** The CNAMEs lead in a circle. */
  readonly loops: boolean
}

/** Follows CNAMEs inside one answer (RFC 1034 §3.6.2); records of other names do not count. */
export function followAliases(records: readonly DnsRecord[], name: string, type: DnsType): AliasChain {
  const aliases: string[] = []
  const visited = new Set<string>()
  let canonical = canonicalName(name)
  for (;;) {
    if (visited.has(canonical)) return { canonical, aliases, records: [], loops: true }
    visited.add(canonical)
    const here = canonical
    const alias =
      type === 'CNAME' ? undefined : records.find((record) => record.type === 'CNAME' && record.name === here)
    if (alias?.type !== 'CNAME') break
    canonical = canonicalName(alias.target)
    aliases.push(canonical)
  }
  const wanted = type === 'SOA' || type === 'DS' || type === 'DNSKEY' ? 'other' : type
  return {
    canonical,
    aliases,
    records: records.filter((record) => record.type === wanted && record.name === canonical),
    loops: false,
  }
}
