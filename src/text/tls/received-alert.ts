import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { alertOfOpenssl } from './openssl-codes.ts'
import { withoutSentAlerts } from './sent-alert.ts'
import { alertNamed, gnutlsAlert } from './tls-alerts.ts'

/** An alert came, and neither a number nor a name tells which. */
export const SOME_ALERT = -1

const NUMBER = /\balert(?: number| code is)?[ :=_]{1,2}(?:\w{1,20} ){0,3}\(?(\d{1,3})\b(?!\.\d)/
const GNUTLS_NUMBER = /alert \[(\d{1,3})\]/

/** Words before the name of an alert that say that it came from the peer. */
const SENT = [
  'remote error tls',
  'fatal alert',
  'received alert',
  // Erlang, where the client speaks; its own is `generated CLIENT ALERT`.
  'received server alert',
  'alert received',
  'alertreceived',
  'alert message',
  'fatal tls alert',
  'alert from peer',
  'peer sent',
  // OpenSSL's trace of its states.
  'alert read fatal',
  'in tls alert',
]

/** OpenSSL writes the newer alerts without the word: `tlsv1 unrecognized name`. */
const OPENSSL_UNSAID =
  / (?:sslv3|tlsv1|tlsv13) (unrecognized name|certificate unobtainable|unsupported extension|bad certificate status response)/
/** `Alert: protocol_version` as a clause of its own. */
const ANNOUNCED = /(?:^|[\n;,.(] ?)alert: ([a-z]{2,20}(?:_[a-z]{2,20}){0,3})/

/** The number of an alert that came from the peer, or `SOME_ALERT`. */
export function receivedAlert(told: Words): number | undefined {
  const words = fromPeer(told)
  const { lower, flat } = words
  const numbered = lower.includes('alert') ? (GNUTLS_NUMBER.exec(lower) ?? NUMBER.exec(lower)) : null
  if (numbered !== null) {
    const description = Number(numbered[1])
    if (description < 128) return description
  }
  return alertOfOpenssl(lower) ?? gnutlsAlert(flat) ?? namedAlert(words)
}

function fromPeer(words: Words): Words {
  const rest = withoutSentAlerts(words.lower)
  return rest === words.lower ? words : wordsOf(rest)
}

/** `Alert:` and the name of one. */
export function announcedAlert(lower: string): number | undefined {
  const name = lower.includes('alert: ') ? ANNOUNCED.exec(lower)?.[1] : undefined
  return name === undefined ? undefined : alertNamed(name.replaceAll('_', ' '))
}

function namedAlert({ lower, flat }: Words): number | undefined {
  const unsaid = OPENSSL_UNSAID.exec(lower.replaceAll(':', ' '))?.[1]
  if (unsaid !== undefined) return alertNamed(unsaid) ?? SOME_ALERT
  const announced = announcedAlert(lower)
  if (announced !== undefined) return announced
  // OpenSSL words: "tlsv1 alert protocol version", "sslv3 alert handshake failure"; Node: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION.
  const sent =
    /[ :](?:sslv3|tlsv1|tlsv13|tlsv1\.3) (?:alert )?/.test(flat) && flat.includes('alert')
      ? 'alert'
      : SENT.find((sign) => flat.includes(sign) && (sign !== 'peer sent' || flat.includes('alert')))
  if (sent === undefined) return undefined
  return alertNamed(flat.slice(flat.indexOf(sent))) ?? SOME_ALERT
}
