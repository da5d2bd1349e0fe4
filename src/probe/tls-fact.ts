import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { codeOrWords } from '../base/error-code.ts'
import type { CertificateFact, TlsFact } from '../domain/facts/smtp-facts.ts'
import { leafChain } from './certificate-facts.ts'
import { systemVerdict, trustsOrganisation } from './system-roots.ts'
import type { TlsLine } from './tls-line.ts'

/** OpenSSL's security level 2. */
const WEAK_RSA_BITS = 2048

/**
 * What a complete handshake showed with its certificate (RFC 8446 §4.4.2). `name` is the one the certificate should bear. The chain is judged by Node's own roots:
 * `withSystemRoots` asks the system's, too.
 */
export function tlsFactOf(line: TlsLine, leaf: X509Certificate | undefined, name: string): TlsFact {
  const { socket } = line
  const flight = line.flight()
  const group = groupOf(socket.getEphemeralKeyInfo())
  const error: unknown = socket.authorizationError
  const verifyError = error === undefined || error === null ? undefined : codeOrWords(error)
  const chain = leafChain(leaf)
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    ...(group === undefined ? {} : { group }),
    chain,
    ...(verifyError === undefined ? {} : { verifyError: named(verifyError, chain) }),
    nameMatches: nameMatches(leaf, name),
    // In TLS 1.3 the request is encrypted: not seen is not "not asked".
    ...(flight.hello !== undefined && flight.hello.version < 0x0304
      ? { clientCertificateAsked: flight.certificateRequested }
      : {}),
  }
}

/**
 * The same fact with the system's roots asked as well, at the time `now`. Reading them takes some hundredths of a second, in which this
 * process does nothing else: not in the middle of a session that is being timed.
 */
export function withSystemRoots(fact: TlsFact, leaf: X509Certificate, now: number): TlsFact {
  const { verifyError, ...rest } = fact
  if (verifyError === undefined) return fact
  const verdict = systemVerdict(leaf, verifyError, now)
  if (verdict === undefined) return rest
  const organisation = trustsOrganisation(leaf, verdict)
  return {
    ...rest,
    verifyError: verdict,
    ...(organisation === undefined ? {} : { issuerOrganisationTrusted: organisation }),
  }
}

function groupOf(info: object | null): string | undefined {
  if (info === null) return undefined
  if ('name' in info && typeof info.name === 'string' && info.name !== '') return info.name
  if ('type' in info && typeof info.type === 'string') {
    const bits = 'size' in info && typeof info.size === 'number' ? ` ${info.size} bits` : ''
    return `${info.type}${bits}`
  }
  return undefined
}

/** Node calls OpenSSL's errors about weak keys and digests UNSPECIFIED; the chain shows which one it was. */
function named(error: string, chain: readonly CertificateFact[]): string {
  if (error !== 'UNSPECIFIED') return error
  const weak = chain.findIndex((one) => one.keyType === 'rsa' && (one.keyBits ?? WEAK_RSA_BITS) < WEAK_RSA_BITS)
  if (weak !== -1) return weak === 0 ? 'EE_KEY_TOO_SMALL' : 'CA_KEY_TOO_SMALL'
  return chain.some((one) => /md5|sha1(?!\d)/i.test(one.signatureAlgorithm ?? '')) ? 'CA_MD_TOO_WEAK' : error
}

/** RFC 6125: a DNS name or address of subjectAltName; the common name only where there is none. */
function nameMatches(leaf: X509Certificate | undefined, name: string): boolean {
  // A peer without a certificate (anonymous Diffie-Hellman) proves nothing.
  if (leaf === undefined) return false
  const wanted = name.replace(/\.$/, '')
  return (isIP(wanted) === 0 ? leaf.checkHost(wanted) : leaf.checkIP(wanted)) !== undefined
}
