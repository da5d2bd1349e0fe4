/** `HOST[ADDRESS]:PORT: subjectAltName: …` and whatever else the TLS library is asked for from `smtp_tls_loglevel = 2` on (tls_client.c). */
const OF_PEER =
  /^[\w.-]{1,255}\[[\da-f.:]{2,45}\](?::\d{1,5})?:? (?:TLS |depth=|certificate |Certificate |Matched |[Ss]ubject|CommonName |issuer|fingerprint|re-using |[Rr]eusing |Issuing |Decrypted |save |remove |no |certificate-)/i
/** Octets of levels 3 and 4. */
const DUMP = /^[0-9a-f]{4} (?:[0-9a-f]{2} |- )/

const BEGINNINGS: readonly string[] = [
  'SSL3 alert ',
  'looking for session ',
  'remove session ',
  'reloaded session ',
  'save session ',
]

/** A line that says how a handshake went on, and not how it ended. */
export function isTlsDetail(text: string): boolean {
  const head = text.slice(0, 400)
  return BEGINNINGS.some((beginning) => head.startsWith(beginning)) || DUMP.test(head) || OF_PEER.test(head)
}
