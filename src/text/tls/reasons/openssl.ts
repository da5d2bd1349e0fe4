import { OPENSSL_NUMBERS } from './openssl-numbers.table.ts'
import { OPENSSL_REASONS } from './openssl.table.ts'
import { GENERAL } from './reasons.ts'
import type { NamedReason } from './reasons.ts'

/**
 * Where callers of OpenSSL and BoringSSL print the name of a reason: behind the library and the function in the error's own line, Python's
 * `[SSL: NAME]`, Node's `ERR_SSL_NAME`, behind the state of Ruby's handshake and Sendmail's `reason=`.
 */
const PLACES =
  /(?<=\bssl[ _]routines:\w{0,60}:)(?:reason\(\d{1,4}\)|[\w /.-]{1,90})|(?<=\[ssl: ?)\w{3,60}(?=\])|(?<=\berr_ssl_)\w{3,60}|(?<=\bstate=[\w /]{1,50}: )[\w -]{3,90}|(?<=\breason=)[\w -]{3,90}/gi
const MOST_WORDS = 9

/** The reasons that OpenSSL and its kin name in a text, in its order. */
export function opensslReasons(raw: string): readonly NamedReason[] {
  const named: NamedReason[] = []
  for (const [place] of raw.matchAll(PLACES)) {
    const found = reasonAt(place)
    if (found !== undefined) named.push(found)
  }
  return named
}

/** What begins at a place: a reason, and behind it whatever the caller went on with. */
function reasonAt(place: string): NamedReason | undefined {
  const words = place.toLowerCase().replaceAll('_', ' ').split(' ', MOST_WORDS)
  for (let count = words.length; count > 0; count -= 1) {
    const reason = words.slice(0, count).join(' ')
    const symptom = OPENSSL_REASONS().get(reason)
    if (symptom !== undefined) return { symptom, reason }
  }
  const number = /^reason\((\d{1,4})\)/i.exec(place)?.[1]
  if (number === undefined) return undefined
  const reason = OPENSSL_NUMBERS[Number(number)]
  const symptom = reason === undefined ? undefined : OPENSSL_REASONS().get(reason)
  return reason === undefined || symptom === undefined
    ? { symptom: GENERAL, reason: `reason(${number})` }
    : { symptom, reason }
}
