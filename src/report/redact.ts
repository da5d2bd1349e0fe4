/**
 * An address (RFC 5321 §4.1.2, RFC 6531 §3.3, the forms that occur in text): local part, bare or quoted, @, domain. Linear: no
 * nested quantifiers.
 */
const ADDRESS = /(?:"[^"\r\n]{1,64}"|[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64})@[\p{L}\p{M}\p{N}.-]{1,253}/gu

/** Members that hold a person's name by their meaning. */
const PERSONAL_KEYS: ReadonlySet<string> = new Set(['user', 'recipient', 'mailbox'])

/**
 * Replaces every mail address, and the AUTH user, by a name that stays the same within the document: `person1@redacted.invalid`.
 * Hosts, IP addresses and times stay: they are what a diagnosis is about. `names` keeps the names the same over several documents.
 */
export function redact<T>(document: T, names: Map<string, string> = new Map()): T {
  const alias = (address: string): string => {
    const known = names.get(address.toLowerCase())
    if (known !== undefined) return known
    const fresh = `person${names.size + 1}@redacted.invalid`
    names.set(address.toLowerCase(), fresh)
    return fresh
  }
  // A full stop or dash behind an address ends a sentence, not the domain; what stands before it quotes a word of a command.
  const aliasOf = (found: string): string => {
    const quoted = found.replace(/^'+/, '')
    const bare = quoted.replace(/[.-]{1,253}$/, '')
    const isNobody = bare.startsWith('@') || bare.startsWith('*@')
    return isNobody || bare.endsWith('@')
      ? found
      : `${found.slice(0, found.length - quoted.length)}${alias(bare)}${quoted.slice(bare.length)}`
  }
  const walk = (value: unknown, key?: string): unknown => {
    if (typeof value === 'string') {
      const text = value.replaceAll(ADDRESS, aliasOf)
      return text === value && value !== '' && key !== undefined && PERSONAL_KEYS.has(key) ? alias(value) : text
    }
    if (Array.isArray(value)) return value.map((one: unknown) => walk(one, key))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, member]: [string, unknown]) => [name, walk(member, name)]),
      )
    }
    return value
  }
  return walk(document) as T
}
