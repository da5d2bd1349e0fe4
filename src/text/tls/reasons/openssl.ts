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
  for (const { 0: place, index } of raw.matchAll(PLACES)) {
    const found = reasonAt(place)
    if (found !== undefined) named.push(OWN_FUNCTION.test(raw.slice(0, index).slice(-64)) ? ownOf(found) : found)
  }
  return named.length > 0 ? named : constantsOf(raw)
}

/** A name of at least three words, as Dart and BoringSSL's other callers print it: `WRONG_VERSION_NUMBER(tls_record.cc:242)`. */
const CONSTANT = /(?<![\w.$])[A-Z][A-Z\d]{0,20}(?:_[A-Z\d]{1,20}){2,8}(?![A-Za-z\d_])/g

/** What a peer did, by the constant alone: nobody else's are spelt so, but for those that tell only that something failed or is not set. */
export function constantsOf(raw: string): readonly NamedReason[] {
  if (!raw.includes('_')) return []
  return (
    raw.match(CONSTANT)?.flatMap((name) => {
      const reason = name.toLowerCase().replaceAll('_', ' ')
      const symptom = OPENSSL_REASONS().get(reason)
      return symptom === undefined || symptom === GENERAL || symptom.startsWith('tls.local.')
        ? []
        : [{ symptom, reason }]
    }) ?? []
  )
}

/** True when the words are the name of one of OpenSSL's reasons, of three words at least: fewer are everybody's. */
export function namesReason(words: string): boolean {
  const reason = words.trim().toLowerCase().replaceAll('_', ' ')
  const symptom = reason.split(' ', 3).length < 3 ? undefined : OPENSSL_REASONS().get(reason)
  return symptom !== undefined && symptom !== GENERAL
}

/** Functions that take up keys, certificates and settings of our own: whatever they find fault with, no peer has shown it. */
const OWN_FUNCTION = /:\w{0,20}(?:use_|load_|check_private_key|build_cert|set_cipher_list|set_ciphersuites)\w{0,40}:$/i

function ownOf({ symptom, reason }: NamedReason): NamedReason {
  return { symptom: symptom.startsWith('tls.local.') ? symptom : 'tls.local.config', reason }
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
  return reasonOfNumber(Number(number)) ?? { symptom: GENERAL, reason: `reason(${number})` }
}

/** The reason that OpenSSL's own number stands for; undefined where nothing is known by it. */
export function reasonOfNumber(number: number): NamedReason | undefined {
  const reason = OPENSSL_NUMBERS[number]
  const symptom = reason === undefined ? undefined : OPENSSL_REASONS().get(reason)
  return reason === undefined || symptom === undefined ? undefined : { symptom, reason }
}
