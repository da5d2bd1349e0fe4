import { readIpv4, readIpv6 } from '../../../domain/address.ts'

const IP_TERM = /^([-+~?]?)ip([46]):([^/]{1,45})(?:\/(\d{1,3}))?$/i
const ALL_TERM = /^[-+~?]?all$/i

/**
 * An `ip4` or `ip6` term lets the address pass (RFC 7208 §4.6.2: the first that matches decides, and none after `all`). What other terms
 * cover stands in other records.
 */
export function lets(record: string, address: string): boolean {
  for (const term of record.split(' ').slice(1)) {
    if (ALL_TERM.test(term)) return false
    const [, qualifier, family, network = '', prefix] = IP_TERM.exec(term) ?? []
    if (family === undefined || (family === '6') !== network.includes(':')) continue
    if (holds(network, prefix, address)) return qualifier === '' || qualifier === '+'
  }
  return false
}

function holds(network: string, prefix: string | undefined, address: string): boolean {
  const wanted = bitsOf(network)
  const bits = bitsOf(address)
  const length = prefix === undefined ? wanted?.length : Number(prefix)
  if (wanted === undefined || length === undefined || length > wanted.length || bits?.length !== wanted.length)
    return false
  return bits.slice(0, length) === wanted.slice(0, length)
}

/** The address in binary digits, 32 or 128 of them. */
function bitsOf(address: string): string | undefined {
  const octets = readIpv4(address)
  return octets === undefined
    ? readIpv6(address)
        ?.map((group) => group.toString(2).padStart(16, '0'))
        .join('')
    : octets.map((octet) => octet.toString(2).padStart(8, '0')).join('')
}
