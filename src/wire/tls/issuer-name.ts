/** DER tags (X.690 §8) that stand in front of the names. */
const VERSION = 0xa0

/**
 * The issuer's name as it stands in a certificate (RFC 5280 §4.1): the whole DER element, so that it is found in the issuer's own
 * certificate by comparing octets (§4.1.2.4 has CAs write their name the same way in both). undefined: these octets are no certificate.
 */
export function issuerNameOf(certificate: Uint8Array): Uint8Array | undefined {
  const whole = elementAt(certificate, 0)
  const body = whole === undefined ? undefined : elementAt(certificate, whole.contentAt)
  let at = body?.contentAt
  // Version (only where it is not 1), serial number, signature algorithm; then comes the issuer.
  for (let skipped = certificate[at ?? 0] === VERSION ? 0 : 1; skipped < 3 && at !== undefined; skipped += 1)
    at = elementAt(certificate, at)?.end
  const issuer = at === undefined ? undefined : elementAt(certificate, at)
  return issuer === undefined ? undefined : certificate.subarray(at, issuer.end)
}

interface Element {
  readonly contentAt: number
  readonly end: number
}

/** The bounds of the element that begins there; undefined where it does not fit. */
function elementAt(octets: Uint8Array, at: number): Element | undefined {
  const first = octets[at + 1]
  if (first === undefined) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  // A certificate of 2^24 octets does not come in a handshake.
  if (first === 0x80 || lengthBytes > 3) return undefined
  let length = lengthBytes === 0 ? first : 0
  for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (octets[at + 2 + index] ?? 0)
  const contentAt = at + 2 + lengthBytes
  return contentAt + length > octets.length ? undefined : { contentAt, end: contentAt + length }
}
