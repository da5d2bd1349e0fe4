import type { Sight } from '../../../domain/evidence.ts'
import type { MtaSetting } from '../../../domain/facts/host-facts.ts'
import type { Observation } from '../../../domain/observation.ts'
import { inOrder } from '../../shared/in-order.ts'

const VERSIONS: readonly (readonly [RegExp, number])[] = [
  [/^tlsv?1(\.0)?$/i, 0x0301],
  [/^tlsv?1\.1$/i, 0x0302],
  [/^tlsv?1\.2$/i, 0x0303],
  [/^tlsv?1\.3$/i, 0x0304],
]

/** Settings of the local MTA that keep its client from offering TLS 1.3, or less. */
export function ceilings(sight: Sight<'mta.setting'>): readonly Observation<'mta.setting'>[] {
  return inOrder(sight.seen).filter(({ fact }) => {
    const ceiling = ceilingOf(fact)
    return ceiling !== undefined && ceiling < 0x0304
  })
}

/**
 * The newest version that a client setting allows, as its number on the wire; undefined when the setting is about something else or sets no ceiling.
 * Reads Postfix (`<=TLSv1.1`, `!TLSv1.2`, `TLSv1`), GnuTLS priorities (`-VERS-TLS1.2`, `-VERS-ALL:+VERS-TLS1.0`) and OpenSSL option lists (`+no_tlsv1_2`).
 */
export function ceilingOf({ name, value }: MtaSetting): number | undefined {
  if (/^smtpd_/i.test(name)) return undefined
  if (/^(smtp|lmtp)_tls_(mandatory_)?protocols$/i.test(name)) return postfixCeiling(value)
  if (/tls_require_ciphers$/i.test(name) && /VERS-/i.test(value)) return gnutlsCeiling(value)
  if (/openssl_options$/i.test(name))
    return highestWithout((version) => new RegExp(`no_tlsv1_${version - 0x0301}\\b`, 'i').test(value))
  return undefined
}

function postfixCeiling(value: string): number | undefined {
  const words = value.split(/[\s,:]+/).filter((word) => word !== '')
  const bound = words.find((word) => word.startsWith('<='))
  if (bound !== undefined) return versionOf(bound.slice(2))
  const excluded = new Set(words.filter((word) => word.startsWith('!')).map((word) => versionOf(word.slice(1))))
  const included = words
    .filter((word) => /^tls/i.test(word))
    .map((word) => versionOf(word))
    .filter((version) => version !== undefined)
  if (included.length > 0) return Math.max(...included)
  return excluded.size === 0 ? undefined : highestWithout((version) => excluded.has(version))
}

function gnutlsCeiling(value: string): number | undefined {
  const words = value.toUpperCase().split(/[:,]+/)
  const added = words
    .filter((word) => word.startsWith('+VERS-'))
    .map((word) => versionOf(word.slice(6)))
    .filter((version) => version !== undefined)
  if (words.some((word) => /^[-!]VERS-(TLS-)?ALL$/.test(word)))
    return added.length === 0 ? undefined : Math.max(...added)
  return highestWithout((version) =>
    words.some((word) => /^[-!]VERS-/.test(word) && versionOf(word.slice(6)) === version),
  )
}

function versionOf(word: string): number | undefined {
  return VERSIONS.find(([pattern]) => pattern.test(word))?.[1]
}

function highestWithout(isOff: (version: number) => boolean): number | undefined {
  return [0x0304, 0x0303, 0x0302, 0x0301].find((version) => !isOff(version))
}
