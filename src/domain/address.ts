/** An IPv4 address of four decimal numbers without leading zeros, or an IPv6 address in the form of RFC 5952. undefined: neither. */
export function readAddress(text: string): string | undefined {
  if (readIpv4(text) !== undefined) return text
  const groups = readIpv6(text)
  return groups === undefined ? undefined : ipv6Text(groups)
}

/** The four octets. */
export function readIpv4(text: string): readonly number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined
  const octets = parts.map(Number)
  return octets.every((octet) => octet <= 255) ? octets : undefined
}

/** The eight groups of 16 bits; the last two may be written as IPv4. No zone. */
export function readIpv6(text: string): readonly number[] | undefined {
  if (text.length > 45 || !text.includes(':')) return undefined
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = readGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '', true) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

function readGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16))
      continue
    }
    const octets = isEnd && index === parts.length - 1 ? readIpv4(part) : undefined
    if (octets === undefined) return undefined
    const [a = 0, b = 0, c = 0, d = 0] = octets
    groups.push((a << 8) | b, (c << 8) | d)
  }
  return groups
}

/** RFC 5952: lower case, the longest run of two or more zero groups becomes `::`; IPv4-mapped addresses in mixed form. */
export function ipv6Text(groups: readonly number[]): string {
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6)
    return `::ffff:${high >> 8}.${high & 0xff}.${low >> 8}.${low & 0xff}`
  }
  let best = { start: 0, length: 0 }
  for (let start = 0; start < 8; start += 1) {
    let length = 0
    while (start + length < 8 && groups[start + length] === 0) length += 1
    if (length > best.length) best = { start, length }
  }
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  if (best.length < 2) return text(groups)
  return `${text(groups.slice(0, best.start))}::${text(groups.slice(best.start + best.length))}`
}

/** What kind of address it is, as far as mail cares (IANA special-purpose registries). */
export type AddressScope =
  | 'global'
  | 'private'
  | 'cgnat'
  | 'loopback'
  | 'link-local'
  | 'unspecified'
  | 'documentation'
  | 'reserved'

/** `private` is RFC 1918 and RFC 4193, `cgnat` RFC 6598, `reserved` also multicast. undefined: no address. */
export function scopeOf(address: string): AddressScope | undefined {
  const octets = readIpv4(address)
  if (octets !== undefined) return ipv4Scope(octets)
  const groups = readIpv6(address.split('%')[0] ?? '')
  return groups === undefined ? undefined : ipv6Scope(groups)
}

function ipv4Scope(octets: readonly number[]): AddressScope {
  const [a = 0, b = 0, c = 0] = octets
  if (octets.every((octet) => octet === 0)) return 'unspecified'
  if (a === 127) return 'loopback'
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private'
  if (a === 100 && b >= 64 && b <= 127) return 'cgnat'
  if (a === 169 && b === 254) return 'link-local'
  if (
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  ) {
    return 'documentation'
  }
  if (a === 0 || a >= 224 || (a === 192 && b === 0 && c === 0)) return 'reserved'
  return 'global'
}

function ipv6Scope(groups: readonly number[]): AddressScope {
  const [first = 0, second = 0] = groups
  const leading = groups.slice(0, 5).every((group) => group === 0)
  const [high = 0, low = 0] = groups.slice(6)
  if (leading && groups[5] === 0 && high === 0 && low <= 1) return low === 0 ? 'unspecified' : 'loopback'
  if (leading && groups[5] === 0xffff) return ipv4Scope([high >> 8, high & 0xff, low >> 8, low & 0xff])
  if ((first & 0xfe00) === 0xfc00) return 'private'
  if ((first & 0xffc0) === 0xfe80) return 'link-local'
  if (first === 0x2001 && second === 0x0db8) return 'documentation'
  if ((first & 0xff00) === 0xff00 || first === 0) return 'reserved'
  return 'global'
}

/** The block of RFC 1918 or RFC 4193 that holds the address (`10`, `172.16`, `192.168`, `fc`): two networks that use one block may be one network. undefined: not private. */
export function privateBlockOf(address: string): '10' | '172.16' | '192.168' | 'fc' | undefined {
  if (scopeOf(address) !== 'private') return undefined
  switch (readIpv4(address)?.[0]) {
    case 10:
      return '10'
    case 172:
      return '172.16'
    case 192:
      return '192.168'
    default:
      return 'fc'
  }
}
