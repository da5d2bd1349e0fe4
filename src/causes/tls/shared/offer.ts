import type { Sight } from '../../../domain/evidence.ts'
import type { SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import { firstLooksAnywhere } from '../../shared/sessions.ts'

/** Keywords before TLS. */
export function clearKeywords(session: SmtpSession): readonly string[] | undefined {
  return session.clearKeywords ?? (session.tls === undefined ? session.keywords : undefined)
}

/** undefined: the session never came to an EHLO answer. */
export function offersStarttls(session: SmtpSession): boolean | undefined {
  const listed = clearKeywords(session)?.some((keyword) => /^STARTTLS\b/i.test(keyword))
  // A session that asked all the same, and got TLS, says nothing about the list.
  return listed ?? (session.tls !== undefined && session.plan.tls !== 'wrapped' ? true : undefined)
}

/** Keywords overwritten by filler of the same length: `XXXXXXXA` stands where STARTTLS was (Cisco ASA and kin). */
export function fillerKeywords(session: SmtpSession): readonly string[] {
  return (session.keywords ?? []).concat(session.clearKeywords ?? []).filter((keyword) => /^X{4,}[A-Z]?$/.test(keyword))
}

/** A banner whose letters were overwritten by asterisks. */
export function isMasked(session: SmtpSession): boolean {
  return session.banner?.lines.some((line) => /\*{4,}/.test(line)) ?? false
}

/** Filler exactly as long as STARTTLS: the mask of Cisco's inspection. */
function starttlsMasks(session: SmtpSession): readonly string[] {
  return (clearKeywords(session) ?? []).filter((keyword) => /^X{7}[A-Z]$/.test(keyword))
}

export function isStarttlsMask(session: SmtpSession): boolean {
  return starttlsMasks(session).length > 0
}

/** Other keywords of that length (RFC 6152, 3030, 6531). */
const AS_LONG = ['8BITMIME', 'CHUNKING', 'SMTPUTF8']

/** What such filler hides may be another keyword as well: no more of it is there than of those is missing. */
export function mayHideAnother(session: SmtpSession): boolean {
  const listed = new Set(clearKeywords(session)?.map((keyword) => keyword.toUpperCase()))
  return starttlsMasks(session).length <= AS_LONG.filter((keyword) => !listed.has(keyword)).length
}

/**
 * A first look came to the certificate, or there was no look at all. Where STARTTLS is missing, a broken promise of TLS has another
 * reason than the certificate.
 */
export function sawCertificate(sight: Sight<'smtp.session'>): boolean {
  const looks = firstLooksAnywhere(sight)
  return looks.length === 0 || looks.some(({ fact }) => fact.tls !== undefined)
}
