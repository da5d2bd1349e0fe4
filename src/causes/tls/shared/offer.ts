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

/** One of the filler keywords is exactly as long as STARTTLS: the mask of Cisco's inspection. */
export function isStarttlsMask(session: SmtpSession): boolean {
  return fillerKeywords(session).some((keyword) => /^X{7}[A-Z]$/.test(keyword))
}

/**
 * A first look came to the certificate, or there was no look at all. Where STARTTLS is missing, a broken promise of TLS has another
 * reason than the certificate.
 */
export function sawCertificate(sight: Sight<'smtp.session'>): boolean {
  const looks = firstLooksAnywhere(sight)
  return looks.length === 0 || looks.some(({ fact }) => fact.tls !== undefined)
}
