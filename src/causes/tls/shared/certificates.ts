import type { Sight } from '../../../domain/evidence.ts'
import type { CertificateFact, SmtpSession, TlsFact } from '../../../domain/facts/smtp-facts.ts'
import { companions, type DeadSession, type SessionSeen } from '../../shared/sessions.ts'
import { handshakeDeaths, tlsLooks } from './handshake.ts'

/** What is wrong with a certificate chain, in the classes that need different mends. */
export type ChainFault = 'expired' | 'name' | 'self-signed' | 'issuer'

/** Reads OpenSSL's verification error, as code (`CERT_HAS_EXPIRED`) or as text (`certificate has expired`). */
export function chainFault(error: string): ChainFault | undefined {
  const words = error.replaceAll('_', ' ')
  if (/has expired|cert(ificate)? expired|not yet valid/i.test(words)) return 'expired'
  if (/altname|hostname mismatch|does not match/i.test(words)) return 'name'
  if (/self[- ]signed/i.test(words)) return 'self-signed'
  if (/unable to (get|verify)|untrusted|unknown ca/i.test(words)) return 'issuer'
  return undefined
}

/** First looks that ended because the certificate did not verify, with what was wrong. */
export function verifyDeaths(sight: Sight<'smtp.session'>, ...faults: readonly ChainFault[]): readonly DeadSession[] {
  return handshakeDeaths(sight).filter(({ fact, end }) => {
    if (fact.plan.tls !== 'verify' && fact.plan.tls !== 'wrapped') return false
    const fault = chainFault(`${end.kind === 'ours' ? end.detail : ''} ${fact.tls?.verifyError ?? ''}`)
    return fault !== undefined && faults.includes(fault)
  })
}

/** Living opportunistic sessions whose certificate would not verify. */
export function flawedLooks(sight: Sight<'smtp.session'>, ...faults: readonly ChainFault[]): readonly SessionSeen[] {
  return tlsLooks(sight).filter(({ fact }) => {
    const fault = fact.tls?.verifyError === undefined ? undefined : chainFault(fact.tls.verifyError)
    return fault !== undefined && faults.includes(fault)
  })
}

/** The server sent its own certificate and not the one that signed it. */
export function isLeafOnly(chain: readonly CertificateFact[] | undefined): boolean {
  return chain?.length === 1 && chain[0]?.selfSigned === false
}

/** Words in the issuer of certificates that public authorities sell or give away. */
const PUBLIC_AUTHORITIES =
  /let'?s encrypt|digicert|sectigo|comodo|usertrust|globalsign|godaddy|starfield|entrust|zerossl|google trust|amazon|buypass|certum|swisssign|d-trust|telesec|actalis|harica|telia|ssl\.com|thawte|geotrust|rapidssl|quovadis|identrust|microsoft (azure|tls|rsa)|certsign|e-tugra|izenpe|microsec|netlock|trustwave|verisign/i

export function isPublicAuthority(issuer: string): boolean {
  return PUBLIC_AUTHORITIES.test(issuer)
}

/** Whether the certificate's issuer is somebody whose root we trust. undefined: nothing tells. */
export function isKnownIssuer(tls: TlsFact | undefined): boolean | undefined {
  return isPublicAuthority(tls?.chain[0]?.issuer ?? '') ? true : tls?.issuerOrganisationTrusted
}

/** Issuers that mail shields of desktop protection software put into the certificates they forge. */
const SHIELD_ISSUERS =
  /avast|avg (web|technologies)|eset ssl|kaspersky|bitdefender|mcafee|norton (web|mail)|dr\.?web|g ?data mail|bullguard|mail ?shield|f-secure|panda (security|antivirus)|trend micro|comodo internet security/i

/** The certificate comes from protection software and not from an authority. */
export function isShielded(session: SmtpSession): boolean {
  return session.tls?.chain.some(({ issuer }) => SHIELD_ISSUERS.test(issuer)) ?? false
}

/**
 * Other destinations that showed the very certificate of this session, although it names neither: somebody before them all answers.
 * A provider that hosts both would show a certificate that names its own MX host.
 */
export function sameCertificateElsewhere(session: SmtpSession, sight: Sight<'smtp.session'>): readonly SessionSeen[] {
  const leaf = session.tls?.chain[0]
  if (leaf === undefined || session.tls?.nameMatches === true) return []
  return companions(sight).filter(
    ({ fact }) =>
      fact.endpoint.host !== session.endpoint.host &&
      fact.endpoint.address !== session.endpoint.address &&
      fact.tls?.nameMatches === false &&
      fact.tls.chain[0]?.sha256 === leaf.sha256,
  )
}
