import type { DnsAnswer, DnsblFact } from '../../domain/facts/dns-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import { reverseLabels } from '../../domain/reverse-name.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { addressesOf } from '../route/addresses.ts'

/** Asks lists about an address of ours (RFC 5782). 127.255.255.0/24 says that the list will not talk to this resolver: no listing. */
export async function gatherDnsbl(
  address: string,
  zones: readonly string[],
  resolver: Resolver,
): Promise<{ readonly facts: readonly DnsblFact[]; readonly answers: readonly DnsAnswer[] }> {
  const labels = reverseLabels(address)
  if (labels === undefined) return { facts: [], answers: [] }
  const asked = await Promise.all(
    zones.map(async (zone) => {
      const name = `${labels}.${zone.toLowerCase().replace(/\.$/, '')}`
      const a = await resolver.resolve({ kind: 'dns', name, type: 'A' })
      const codes = addressesOf(a)
      const status = statusOf(a, codes)
      const txt = status === 'listed' ? await resolver.resolve({ kind: 'dns', name, type: 'TXT' }) : undefined
      const text = txt === undefined ? undefined : textOf(txt)
      return {
        fact: { zone, address, status, codes, ...(text === undefined ? {} : { text }) },
        answers: txt === undefined ? [a] : [a, txt],
      }
    }),
  )
  return { facts: asked.map(({ fact }) => fact), answers: asked.flatMap(({ answers }) => answers) }
}

function statusOf(answer: DnsAnswer, codes: readonly string[]): DnsblFact['status'] {
  if (codes.some((code) => code.startsWith('127.255.255.')) || answer.status === 'refused') return 'refused'
  if (codes.length > 0) {
    // RFC 5782 §2.1: a listing is in 127.0.0.0/8; anything else is a parked domain or a lying resolver.
    return codes.some((code) => code.startsWith('127.')) ? 'listed' : 'unknown'
  }
  return answer.status === 'nxdomain' || answer.status === 'nodata' ? 'clean' : 'unknown'
}

function textOf(answer: DnsAnswer): string | undefined {
  const [record] = followAliases(answer.records, answer.name, 'TXT').records
  return record?.type === 'TXT' ? record.text : undefined
}
