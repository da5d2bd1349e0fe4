import type { Words } from '../words.ts'
import { alertOfOpenssl } from './openssl-codes.ts'
import { alertNamed, gnutlsAlert } from './tls-alerts.ts'

/** An alert came, and neither a number nor a name tells which. */
export const SOME_ALERT = -1

const NUMBER = /\balert(?: number| code is)?[ :=_]{1,2}(?:\w{1,20} ){0,3}\(?(\d{1,3})\b(?!\.\d)/
/** gnutls-cli; GnuTLS' fifth debug level; mbed TLS' first. */
const STACK_NUMBER =
  /alert level \d description (?:code )?(\d{1,3})|alert \[(\d{1,3})\]|alert\[[12]\|(\d{1,3})\][^\n]{0,80}was received|alert message \(msg (\d{1,3})\)|tls alert received['"]? (\d{1,3})\b/

/** Words before the name of an alert that say that it came from the peer. */
const SENT = [
  'remote error tls',
  // Go before 1.8 left the name of the protocol out.
  'remote error',
  'fatal alert',
  'received alert',
  // Erlang, where the client speaks and where the server does; its own is `generated CLIENT ALERT`.
  'received server alert',
  'received client alert',
  'alert received',
  // Java 7's and older.
  'handshake alert',
  'alertreceived',
  'alert message',
  'fatal tls alert',
  'alert from peer',
  'peer sent',
  'peer said',
  'server said',
  'remote said',
  // .NET: `the remote party sent a TLS alert: 'UnknownCA'`.
  'sent a tls alert',
  // OpenSSL's trace of its states.
  'alert read fatal',
  'alert read:fatal',
  'in tls alert',
  // BoringSSL on Apple's systems.
  'read alert level',
]

/** OpenSSL writes the newer alerts without the word: `tlsv1 unrecognized name`. */
const OPENSSL_UNSAID =
  / (?:sslv3|tlsv1|tlsv13) (unrecognized name|certificate unobtainable|unsupported extension|bad certificate status response)/
/** NSS' constants, `SSL_ERROR_UNKNOWN_CA_ALERT`, and where they shorten the names. */
const NSS = /\bssl_error_([a-z_]{4,40})_alert\b/
const NSS_SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bcert\b/, 'certificate'],
  [/\bbad mac\b/, 'bad record mac'],
]
/** `Alert: protocol_version` as a clause of its own, and OpenSSL's words without their version, as a person quotes them: `"alert unknown ca"`. */
const ANNOUNCED = /(?:^|[\n;,.(] ?)alert: ([a-z]{2,20}(?:_[a-z]{2,20}){0,3})/
const QUOTED = /["'`“]alert ([a-z]{2,20}(?: [a-z]{2,20}){0,3})["'`”]/
/** `the remote side signalled "protocol_version"`: only alerts are named so. */
const SIGNALLED =
  /\b(?:peer|server|remote(?: (?:side|end|host))?|client) (?:has )?(?:signall?ed|reported|sent|answered with|replied with|raised) (?:an? |the )?(?:fatal )?(?:tls )?(?:alert )?["'`]?([a-z]{2,20}(?:_[a-z]{2,20}){1,3})\b/

/** The number of an alert that came from the peer, or `SOME_ALERT`, in words without those that our side sent. */
export function receivedAlert(words: Words): number | undefined {
  const { lower, flat } = words
  const numbered = lower.includes('alert') ? (STACK_NUMBER.exec(lower) ?? NUMBER.exec(lower)) : null
  if (numbered !== null) {
    const description = Number(numbered[1] ?? numbered[2] ?? numbered[3] ?? numbered[4] ?? numbered[5])
    if (description < 128) return description
  }
  return alertOfOpenssl(lower) ?? alertPair(lower) ?? gnutlsAlert(flat) ?? namedAlert(words)
}

const PAIR = /\b([a-z]{3,20}(?:_[a-z]{2,20}){1,4}) ?\((\d{1,3})\)/g

/** The registry's own notation, `decode_error(50)`: name and number of the same alert (RFC 8446 appendix B.2). */
function alertPair(lower: string): number | undefined {
  for (const [, name = '', number] of lower.matchAll(PAIR))
    if (alertNamed(name.replaceAll('_', ' ')) === Number(number)) return Number(number)
  return undefined
}

/** `Alert:` and the name of one. */
export function announcedAlert(lower: string): number | undefined {
  const name = (lower.includes('alert: ') ? ANNOUNCED.exec(lower) : (SIGNALLED.exec(lower) ?? QUOTED.exec(lower)))?.[1]
  return name === undefined ? undefined : alertNamed(name.replaceAll('_', ' '))
}

/** `unrecognized_name alert`, where it is not told that our own side sent it. */
const CALLED =
  /(?<!\b(?:sent|sending|send|raised|generated|our) (?:an? |the )?)\b([a-z]{3,20}(?:_[a-z]{2,20}){1,3}) alert\b(?! (?:sent|is sent|was sent))/

function alertCalled(lower: string): number | undefined {
  const name = lower.includes(' alert') ? CALLED.exec(lower)?.[1] : undefined
  return name === undefined ? undefined : alertNamed(name.replaceAll('_', ' '))
}

function alertOfNss(lower: string): number | undefined {
  let name = NSS.exec(lower)?.[1]?.replaceAll('_', ' ')
  if (name === undefined) return undefined
  for (const [short, long] of NSS_SHORT) name = name.replace(short, long)
  return alertNamed(name)
}

function namedAlert({ lower, flat }: Words): number | undefined {
  const unsaid = OPENSSL_UNSAID.exec(lower.replaceAll(':', ' '))?.[1]
  if (unsaid !== undefined) return alertNamed(unsaid) ?? SOME_ALERT
  const announced = announcedAlert(lower) ?? alertOfNss(lower) ?? alertCalled(lower)
  if (announced !== undefined) return announced
  // OpenSSL words: "tlsv1 alert protocol version", since 3.2 also "ssl/tls alert bad certificate", "sslv3 alert handshake failure"; Node: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION.
  const sent =
    /[ :=](?:(?:sslv3|tlsv1|tlsv13|tlsv1\.3) (?:alert )?|ssl\/tls alert )/.test(flat) && flat.includes('alert')
      ? 'alert'
      : SENT.find((sign) => flat.includes(sign) && (sign !== 'peer sent' || flat.includes('alert')))
  if (sent === undefined) return undefined
  const at = flat.indexOf(sent)
  // `certificate_unknown alert received`: the name may stand in front.
  return alertNamed(flat.slice(at)) ?? alertNamed(flat.slice(Math.max(0, at - 40), at)) ?? SOME_ALERT
}
