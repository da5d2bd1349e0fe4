import type { TlsVersion } from '../domain/plan/session-plan.ts'

export interface TlsBounds {
  readonly minVersion?: TlsVersion
  readonly maxVersion?: TlsVersion
}

const VERSIONS: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** `TLSv1`, `TLSv1.0`, `TLS1.2`, `tlsv1_2`, `0303`, … SSL versions are below all of ours. */
function versionNamed(text: string): TlsVersion | 'ssl' | undefined {
  const hex = /^(?:0x)?030([0-4])$/i.exec(text)
  if (hex !== null) return hex[1] === '0' ? 'ssl' : VERSIONS[Number(hex[1]) - 1]
  if (/^sslv?[23]$/i.test(text)) return 'ssl'
  const match = /^tlsv?1(?:[._]([0-3]))?$/i.exec(text)
  return match === null ? undefined : VERSIONS[Number(match[1] ?? 0)]
}

/** The bounds of a set of versions; an end that is open on our side of the library's default is left out. */
function boundsOf(allowed: readonly TlsVersion[]): TlsBounds {
  const [first] = allowed
  const last = allowed.at(-1)
  if (first === undefined || last === undefined) return {}
  return { ...(first === 'TLSv1' ? {} : { minVersion: first }), ...(last === 'TLSv1.3' ? {} : { maxVersion: last }) }
}

/** Postfix: `>=TLSv1.2, <=TLSv1.3`, `!SSLv2, !SSLv3, !TLSv1`, or a list of what is allowed (`TLSv1.2 TLSv1.3`, `TLSv1.2:TLSv1.3`). */
export function postfixBounds(protocols: string): TlsBounds {
  let allowed = [...VERSIONS]
  const named: TlsVersion[] = []
  let lists = false
  for (const word of protocols.split(/[\s,:]+/)) {
    const match = /^(>=|<=|!)?(\S+)$/.exec(word)
    const version = versionNamed(match?.[2] ?? '')
    if (version === undefined) continue
    const index = version === 'ssl' ? -1 : VERSIONS.indexOf(version)
    if (match?.[1] === '>=') allowed = allowed.filter((each) => VERSIONS.indexOf(each) >= index)
    else if (match?.[1] === '<=') allowed = allowed.filter((each) => VERSIONS.indexOf(each) <= index)
    else if (match?.[1] === '!') allowed = allowed.filter((each) => each !== version)
    else {
      lists = true
      if (version !== 'ssl') named.push(version)
    }
  }
  return boundsOf(lists ? allowed.filter((each) => named.includes(each)) : allowed)
}

/** GnuTLS priority string: `NORMAL:-VERS-TLS1.0`, `NORMAL:-VERS-ALL:+VERS-TLS1.2`, `SECURE:-VERS-TLS-ALL:+VERS-TLS1.3`. */
export function gnutlsBounds(priority: string): TlsBounds {
  let allowed = [...VERSIONS]
  for (const word of priority.split(':')) {
    const match = /^([-+!])VERS-(\S+)$/i.exec(word.trim())
    if (match?.[2] === undefined) continue
    const version = /ALL$/i.test(match[2]) ? 'all' : versionNamed(match[2])
    if (version === undefined || version === 'ssl') continue
    if (match[1] !== '+') allowed = version === 'all' ? [] : allowed.filter((each) => each !== version)
    else
      allowed =
        version === 'all' ? [...VERSIONS] : VERSIONS.filter((each) => each === version || allowed.includes(each))
  }
  return boundsOf(allowed)
}

/** OpenSSL options: Exim's `+no_tlsv1 +no_tlsv1_1`, Sendmail's `+SSL_OP_NO_TLSv1`. `-` takes an option away. */
export function opensslBounds(options: string): TlsBounds {
  const excluded = new Set<TlsVersion>()
  for (const word of options.split(/[\s,|]+/)) {
    const match = /^([-+])?(?:SSL_OP_)?NO_(TLSV1(?:_[123])?)$/i.exec(word)
    const version = versionNamed(match?.[2] ?? '')
    if (version === undefined || version === 'ssl') continue
    if (match?.[1] === '-') excluded.delete(version)
    else excluded.add(version)
  }
  return boundsOf(VERSIONS.filter((each) => !excluded.has(each)))
}

/** OpenSMTPD and libtls: `tlsv1.2,tlsv1.3`, `secure`, `default`, `all`, `legacy`; `!` takes one away. */
export function libtlsBounds(protocols: string): TlsBounds {
  const allowed = new Set<TlsVersion>()
  for (const word of protocols.toLowerCase().split(/[\s,:]+/)) {
    const name = word.replace(/^!/, '')
    const versions =
      name === 'all' || name === 'legacy' || name === 'tlsv1'
        ? VERSIONS
        : name === 'secure' || name === 'default'
          ? VERSIONS.slice(2)
          : VERSIONS.filter((each) => each === versionNamed(name))
    for (const version of versions)
      if (word.startsWith('!')) allowed.delete(version)
      else allowed.add(version)
  }
  return boundsOf(VERSIONS.filter((each) => allowed.has(each)))
}
