import type { Symptom } from '../../domain/symptom.ts'

/** AlertDescription names (RFC 8446 §6, and the older ones), blanks for underscores as `Words.flat` has them. */
const ALERT_NAMES: Readonly<Record<string, number>> = {
  'close notify': 0,
  'unexpected message': 10,
  'bad record mac': 20,
  'decryption failed': 21,
  'record overflow': 22,
  'decompression failure': 30,
  'handshake failure': 40,
  'no certificate': 41,
  'bad certificate': 42,
  'unsupported certificate': 43,
  'certificate revoked': 44,
  'certificate expired': 45,
  'certificate unknown': 46,
  'illegal parameter': 47,
  'unknown ca': 48,
  'unknown certificate authority': 48,
  'access denied': 49,
  'decode error': 50,
  'decrypt error': 51,
  'export restriction': 60,
  'protocol version': 70,
  'insufficient security': 71,
  'internal error': 80,
  'inappropriate fallback': 86,
  'user canceled': 90,
  'no renegotiation': 100,
  'missing extension': 109,
  'unsupported extension': 110,
  'certificate unobtainable': 111,
  'unrecognized name': 112,
  'unrecognised name': 112,
  'bad certificate status response': 113,
  'unknown psk identity': 115,
  'certificate required': 116,
  'no application protocol': 120,
}

/** Where Go's names (crypto/tls/alert.go) are not the RFC's. */
const GO_NAMES: Readonly<Record<string, number>> = {
  'revoked certificate': 44,
  'expired certificate': 45,
  'unknown certificate': 46,
  'error decoding message': 50,
  'error decrypting message': 51,
}

/** What gnutls_alert_get_name says, without the names that are common words of failures too. */
const GNUTLS_NAMES: Readonly<Record<string, number>> = {
  'decompression failed': 30,
  'certificate is bad': 42,
  'certificate is not supported': 43,
  'certificate was revoked': 44,
  'certificate is expired': 45,
  'ca is unknown': 48,
  'access was denied': 49,
  'error in protocol version': 70,
  'no renegotiation allowed': 100,
  'an extension was expected but was not seen': 109,
  'could not retrieve the specified certificate': 111,
  'an unsupported extension was sent': 110,
  'server name sent was not recognized': 112,
  'psk username is missing or not known': 115,
  'certificate is required': 116,
  'no supported application protocol could be negotiated': 120,
}

/** What an alert that the peer sent means. */
export function symptomOfAlert(description: number): Symptom {
  switch (description) {
    case 0:
      return 'tls.handshake.eof'
    case 20:
    case 21:
    case 22:
    case 30:
      return 'tls.handshake.corrupt'
    case 41:
    case 116:
      return 'tls.cert.clientrequired'
    case 42:
    case 43:
    case 44:
    case 45:
    case 46:
    case 48:
      return 'tls.cert.rejected'
    case 70:
    case 86:
      return 'tls.handshake.version'
    case 71:
      return 'tls.handshake.cipher'
    case 112:
      return 'tls.cert.sni'
    default:
      return 'tls.handshake.alert'
  }
}

/** The alert whose name stands first in the words, since what a stack tells next follows from it; names as RFCs, OpenSSL, Go, rustls, Java and GnuTLS write them. */
export function alertNamed(words: string): number | undefined {
  let first: { readonly at: number; readonly description: number } | undefined
  for (const [name, description] of ALERTS) {
    const at = words.indexOf(name)
    if (at !== -1 && (first === undefined || at < first.at)) first = { at, description }
  }
  return first?.description
}

/** GnuTLS names the alert alone where its caller asks which one came: `gnutls_handshake() failed: The server name sent was not recognized`. */
export function gnutlsAlert(flat: string): number | undefined {
  if (!flat.includes(' gnutls') && !flat.includes(' handshake failed')) return undefined
  for (const [name, description] of Object.entries(GNUTLS_NAMES)) if (flat.includes(name)) return description
  return undefined
}

// Longer names first, so that `bad certificate status response` is not read as `bad certificate`.
const ALERTS: readonly (readonly [string, number])[] = Object.entries({
  ...ALERT_NAMES,
  ...GO_NAMES,
  ...GNUTLS_NAMES,
})
  .flatMap(([name, description]): (readonly [string, number])[] => {
    const joined = name.replaceAll(' ', '')
    return joined === name
      ? [[name, description]]
      : [
          [name, description],
          [joined, description],
        ]
  })
  .toSorted(([a], [b]) => b.length - a.length)
