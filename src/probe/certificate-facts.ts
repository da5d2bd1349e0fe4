import type { KeyObject } from 'node:crypto'
import { createHash, X509Certificate } from 'node:crypto'
import type { CertificateFact } from '../domain/facts/smtp-facts.ts'

/** A chain longer than this is cut: nobody sends one, and a loop would never end. */
const CHAIN_LIMIT = 20

/** The certificates as the peer presented them, leaf first; none when it presented none. */
export function leafChain(leaf: X509Certificate | undefined): readonly CertificateFact[] {
  const chain: CertificateFact[] = []
  const seen = new Set<string>()
  for (let one = leaf; one !== undefined && chain.length < CHAIN_LIMIT; one = one.issuerCertificate) {
    if (seen.has(one.fingerprint256)) break
    seen.add(one.fingerprint256)
    chain.push(certificateFact(one))
  }
  return chain
}

/** The same of certificates in DER; what is none is left out. */
export function chainOfDer(certificates: readonly Uint8Array[]): readonly CertificateFact[] {
  return certificates.slice(0, CHAIN_LIMIT).flatMap((der) => {
    try {
      return [certificateFact(new X509Certificate(der))]
    } catch {
      return []
    }
  })
}

/** One certificate in the words of X.509. Text stays as the issuer wrote it: escape where shown. */
export function certificateFact(certificate: X509Certificate): CertificateFact {
  const publicKey = publicKeyOf(certificate)
  const details = publicKey?.asymmetricKeyDetails
  const algorithm = 'signatureAlgorithm' in certificate ? certificate.signatureAlgorithm : undefined
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate),
    notBefore: isoDate(certificate.validFrom),
    notAfter: isoDate(certificate.validTo),
    keyType: keyTypeOf(publicKey?.asymmetricKeyType),
    ...(details?.modulusLength === undefined ? {} : { keyBits: details.modulusLength }),
    ...(details?.namedCurve === undefined ? {} : { curve: details.namedCurve }),
    ...(typeof algorithm === 'string' ? { signatureAlgorithm: algorithm } : {}),
    sha256: sha256(certificate.raw),
    spkiSha256: publicKey === undefined ? '' : sha256(publicKey.export({ type: 'spki', format: 'der' })),
    selfSigned: isSelfSigned(certificate),
    sizeBytes: certificate.raw.length,
  }
}

/** undefined: a kind of key that OpenSSL does not know. */
function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

function keyTypeOf(type: string | undefined): CertificateFact['keyType'] {
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return 'rsa'
    case 'ec':
      return 'ec'
    case 'ed25519':
      return 'ed25519'
    case undefined:
    default:
      return 'other'
  }
}

/** DNS names and addresses of subjectAltName; the common name where there is none (RFC 6125 §6.4.4). */
function namesOf(certificate: X509Certificate): readonly string[] {
  const alternative = certificate.subjectAltName
  if (alternative !== undefined)
    return alternative.split(', ').map((entry) => entry.replace(/^(?:DNS|IP Address):/, ''))
  const common = /^CN=(.+)$/m.exec(certificate.subject ?? '')?.[1]
  return common === undefined ? [] : [common]
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ')
}

function isoDate(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}

function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false
  try {
    return certificate.verify(certificate.publicKey)
  } catch {
    return false
  }
}

function sha256(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex')
}
