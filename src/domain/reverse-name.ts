import { readIpv4, readIpv6 } from './address.ts'

/** The address turned round, as `in-addr.arpa`, `ip6.arpa` and DNSBL zones have it. undefined: no address. */
export function reverseLabels(address: string): string | undefined {
  const octets = readIpv4(address)
  if (octets !== undefined) return octets.toReversed().join('.')
  const groups = readIpv6(address)
  if (groups === undefined) return undefined
  const nibbles = groups.map((group) => group.toString(16).padStart(4, '0')).join('')
  return [...nibbles].toReversed().join('.')
}

/** The name that PTR is asked for (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: string): string | undefined {
  const labels = reverseLabels(address)
  if (labels === undefined) return undefined
  return `${labels}.${address.includes(':') ? 'ip6.arpa' : 'in-addr.arpa'}`
}
