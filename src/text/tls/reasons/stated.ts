import { once } from '../../../base/once.ts'
import { BEARSSL_REASONS } from './bearssl.table.ts'
import { BOTAN_REASONS } from './botan.table.ts'
import { CERTIFICATE_CHECKS } from './certificate-checks.table.ts'
import { DOTNET_REASONS } from './dotnet.table.ts'
import { ERLANG_REASONS } from './erlang.table.ts'
import { GNUTLS_REASONS } from './gnutls.table.ts'
import { GO_REASONS } from './go.table.ts'
import { JSSE_REASONS } from './jsse.table.ts'
import { MBEDTLS_REASONS } from './mbedtls.table.ts'
import { NSS_REASONS } from './nss.table.ts'
import type { NamedReason, Reasons } from './reasons.ts'
import { RUSTLS_REASONS } from './rustls.table.ts'
import { S2N_REASONS } from './s2n.table.ts'
import { SCHANNEL_REASONS } from './schannel.table.ts'
import { SECURE_TRANSPORT_REASONS } from './secure-transport.table.ts'
import { WOLFSSL_REASONS } from './wolfssl.table.ts'

/** Sentences and names that say the same wherever they stand. */
const TABLES: readonly Reasons[] = [
  CERTIFICATE_CHECKS,
  GNUTLS_REASONS,
  NSS_REASONS,
  WOLFSSL_REASONS,
  BEARSSL_REASONS,
  GO_REASONS,
  RUSTLS_REASONS,
  JSSE_REASONS,
  MBEDTLS_REASONS,
  SCHANNEL_REASONS,
  SECURE_TRANSPORT_REASONS,
  ERLANG_REASONS,
  DOTNET_REASONS,
  S2N_REASONS,
  BOTAN_REASONS,
]

interface Stated extends NamedReason {
  /** With a blank at either end. */
  readonly spaced: string
}

/** By their first two words, constants by themselves; of those that begin alike the longer first. */
const BY_BEGINNING = once((): ReadonlyMap<string, readonly Stated[]> => {
  const found = new Map<string, Stated[]>()
  for (const table of TABLES)
    for (const [reason, symptom] of table()) {
      const text = spaced(reason)
      const begin = reason.includes(' ') ? beginningOf(text) : text
      found.set(begin, [...(found.get(begin) ?? []), { reason, symptom, spaced: text }])
    }
  for (const alike of found.values()) alike.sort((a, b) => b.spaced.length - a.spaced.length)
  return found
})

/** The reasons that a text states, in its order; of two that overlap the longer, which says more. */
export function statedReasons(raw: string): readonly NamedReason[] {
  const text = spaced(raw)
  const stated: NamedReason[] = []
  for (let at = 0; at >= 0 && at < text.length - 1;) {
    const end = text.indexOf(' ', at + 1)
    const alike = BY_BEGINNING().get(text.slice(at, end + 1)) ?? BY_BEGINNING().get(beginningOf(text, at))
    const found = alike?.find((each) => text.startsWith(each.spaced, at))
    if (found !== undefined) stated.push(found)
    at = found === undefined ? end : at + found.spaced.length - 1
  }
  return stated
}

/** The first two words behind a blank. */
function beginningOf(text: string, at = 0): string {
  const second = text.indexOf(' ', at + 1)
  const end = second < 0 ? -1 : text.indexOf(' ', second + 1)
  return end < 0 ? text.slice(at) : text.slice(at, end + 1)
}

/** Words and constants alone, whatever marks part them. */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d_]+/gu, ' ')
    .trim()} `
}

/** The text without a reason that it names or states, as sentences and constants spell it. */
export function withoutReason(raw: string, { reason }: NamedReason): string {
  const words = spaced(reason).trim().split(' ')
  return raw.replaceAll(new RegExp(words.join(String.raw`[^\p{L}\d]{1,4}`), 'giu'), '')
}
