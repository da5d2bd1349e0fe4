import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsType } from '../../domain/plan/dns-plan.ts'
import type { Resolver } from '../../domain/ports.ts'
import { followAliases } from '../../wire/dns/alias.ts'

/** As many addresses of one host as are looked at, over both families. */
const MAX_ADDRESSES = 8

export interface HostAddresses {
  readonly addresses: readonly string[]
  /** Why there is none: `nxdomain`, `A nodata, AAAA servfail`, … */
  readonly unresolved?: string
  /** The host name is an alias of this one. */
  readonly cname?: string
  /** A, AAAA. */
  readonly answers: readonly [DnsAnswer, DnsAnswer]
}

/** A and AAAA of one host, asked side by side. IPv6 comes first in turn with IPv4, so that the bound leaves both families in. */
export async function gatherAddresses(name: string, resolver: Resolver): Promise<HostAddresses> {
  const ask = (type: DnsType): Promise<DnsAnswer> => resolver.resolve({ kind: 'dns', name, type })
  return hostAddresses(name, ...(await Promise.all([ask('A'), ask('AAAA')])))
}

/** What the two answers say of the host. */
export function hostAddresses(name: string, a: DnsAnswer, aaaa: DnsAnswer): HostAddresses {
  const v4 = addressesOf(a)
  const v6 = addressesOf(aaaa)
  const addresses = interleave(v6, v4).slice(0, MAX_ADDRESSES)
  const cname =
    followAliases(a.records, name, 'A').aliases.at(-1) ?? followAliases(aaaa.records, name, 'AAAA').aliases.at(-1)
  return {
    addresses,
    ...(addresses.length > 0
      ? {}
      : { unresolved: a.status === aaaa.status ? a.status : `A ${a.status}, AAAA ${aaaa.status}` }),
    ...(cname === undefined ? {} : { cname }),
    answers: [a, aaaa],
  }
}

/** The addresses that an A or AAAA answer ends in, after its aliases, each once. */
export function addressesOf(answer: DnsAnswer): string[] {
  const { records } = followAliases(answer.records, answer.name, answer.type)
  return [...new Set(records.flatMap((record) => ('address' in record ? [record.address] : [])))]
}

function interleave(first: readonly string[], second: readonly string[]): string[] {
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => index).flatMap((index) =>
    [first[index], second[index]].filter((address) => address !== undefined),
  )
}
