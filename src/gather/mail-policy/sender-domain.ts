import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { Resolver } from '../../domain/ports.ts'

/** What a receiver asks before it takes mail from a domain: has it an MX, or at least an address? IPv6 alone is too rare to ask for. */
export async function gatherSenderDomain(domain: string, resolver: Resolver): Promise<readonly DnsAnswer[]> {
  return Promise.all((['MX', 'A'] as const).map((type) => resolver.resolve({ kind: 'dns', name: domain, type })))
}
