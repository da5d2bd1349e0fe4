import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { firstRule } from '../rule.ts'
import { foreignTls } from '../tongues.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { OPENSSL_REASONS } from './openssl-reasons.table.ts'
import { handshakeEnd } from './handshake-end.ts'
import { SECURE_TRANSPORT } from './secure-transport.table.ts'
import { alertNamed, symptomOfAlert } from './tls-alerts.ts'
import { TLS_WORDS } from './tls-words.table.ts'

export interface TlsReading {
  readonly symptom: Symptom
  readonly rule: string
  readonly alert?: number
  readonly ended?: NonNullable<SymptomFact['ended']>
  /** The peer wrote the alert; otherwise our own stack refused. */
  readonly fromPeer: boolean
}

const RULES = [...SECURE_TRANSPORT, ...TLS_WORDS]

const SIGNS = [
  'ssl',
  'tls',
  'certificate',
  'cert ',
  'handshake',
  'sec_e_',
  'schannel',
  'sspi',
  'clienthello',
  'client hello',
  'serverhello',
  'server hello',
  'communicate securely',
  'insufficient priorit',
  'peer not authenticated',
  'sni ',
  'trust store',
  'truststore',
  'root ca',
  'bit rsa',
  'message authentication code',
  'x509',
  'pkix',
  'security status',
  'acquirecredentials',
  'nocredentials',
  'unknowncredentials',
  '0x800903',
  'pull function',
  'dane',
  'tlsa',
  'mta-sts',
  'cipher',
  'protocol version',
  'common algorithm',
  'dh key',
  'diffie',
  'verify error:num',
  'gnutls',
  'depth_zero',
  'self-signed',
  'self signed',
  'local_issuer',
  'leaf_signature',
  'altname',
  'fatal alert',
  'peer is incompatible',
  'corrupt message',
  'corruptmessage',
  'security protocol',
  'missingstarttls',
  'invalid peer',
]

/** True when the words are about TLS at all, so that the tables need not be asked. */
export function speaksOfTls(words: Words): boolean {
  for (const sign of SIGNS) if (words.lower.includes(sign)) return true
  return false
}

const OTHER_HANDSHAKE = / (?:smtp|login|tcp) handshake/

/**
 * Reads what any TLS stack says of a handshake: OpenSSL 1.0 to 3 (codes and words), GnuTLS, SChannel, rustls, Java, Go, NSS.
 * `stage tls` is known by the caller: words like "timed out" are then about the handshake.
 */
export function readTls(words: Words): TlsReading | undefined {
  // Go's net/smtp and its kin call the greeting and EHLO a handshake too.
  if (OTHER_HANDSHAKE.test(words.flat))
    return readTls(wordsOf(words.raw.replaceAll(/\b(smtp|login|tcp) handshake/gi, '$1')))
  if (!speaksOfTls(words)) return inOtherTongue(words)
  const alert = receivedAlert(words)
  if (alert !== undefined && alert >= 0)
    return { symptom: symptomOfAlert(alert), rule: `tls/alert-${alert}`, alert, ended: 'alert', fromPeer: true }
  const found = firstRule(RULES, words)
  const reason = opensslReason(words.lower)
  const numbered = reason === undefined ? undefined : OPENSSL_REASONS[reason]
  if (numbered !== undefined && (found === undefined || found.name === 'local-config' || found.name === 'alert'))
    return { symptom: numbered, rule: `tls/openssl-${reason}`, fromPeer: false }
  if (found === undefined) return inOtherTongue(words) ?? underWay(words)
  const line = UNREASONED.has(found.name) ? handshakeEnd(words) : undefined
  if (line !== undefined)
    return { symptom: line.symptom, rule: `tls/${line.rule}`, fromPeer: false, ...endedBy(line.symptom) }
  const fromPeer = alert !== undefined
  return { symptom: found.symptom, rule: `tls/${found.name}`, fromPeer, ...endedBy(found.symptom) }
}

/** A handshake that is spoken of, and an end of the line. */
function underWay(words: Words): TlsReading | undefined {
  const line = / (?:handshake|client ?hello|server ?hello|tls setup|ssl setup)/.test(words.flat)
    ? handshakeEnd(words)
    : undefined
  // Go's crypto/tls begins its sentences so.
  if (line === undefined && /(?:^|: |\s)tls: [a-z]/.test(words.raw))
    return { symptom: 'tls.handshake.alert', rule: 'tls/stack', fromPeer: false }
  return line === undefined
    ? undefined
    : { symptom: line.symptom, rule: `tls/${line.rule}`, fromPeer: false, ...endedBy(line.symptom) }
}

/** Rules that say only that the handshake came to nothing. */
const UNREASONED: ReadonlySet<string> = new Set(['failed', 'stack'])

function inOtherTongue(words: Words): TlsReading | undefined {
  const found = foreignTls(words)
  if (found === undefined) return undefined
  return { ...found, fromPeer: false, ...endedBy(found.symptom) }
}

const ENDS: { readonly [S in Symptom]?: NonNullable<SymptomFact['ended']> } = {
  'tls.handshake.eof': 'fin',
  'tls.handshake.reset': 'rst',
  'tls.handshake.timeout': 'silence',
}

function endedBy(symptom: Symptom): { readonly ended?: NonNullable<SymptomFact['ended']> } {
  const ended = ENDS[symptom]
  return ended === undefined ? {} : { ended }
}

const ALERT_NUMBER = /\balert(?: number| code is)?[ :=]{1,2}(?:\w{1,20} ){0,3}\(?(\d{1,3})\b/
const GNUTLS_ALERT = /alert \[(\d{1,3})\]/

/** The number of an alert that came from the peer; −1 when one came and neither number nor name tells which. */
function receivedAlert(words: Words): number | undefined {
  const { lower, flat } = words
  const numbered = lower.includes('alert') ? (GNUTLS_ALERT.exec(lower) ?? ALERT_NUMBER.exec(lower)) : null
  if (numbered !== null) {
    const description = Number(numbered[1])
    if (description < 128) return description
  }
  const reason = opensslReason(lower)
  if (reason !== undefined && reason >= 1000 && reason < 1256) return reason - 1000
  // OpenSSL words: "tlsv1 alert protocol version", "sslv3 alert handshake failure"; Node: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION.
  const sent =
    /[ :](?:sslv3|tlsv1|tlsv13|tlsv1\.3) (?:alert )?/.test(flat) && flat.includes('alert')
      ? 'alert'
      : [
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
        ].find((sign) => flat.includes(sign) && (sign !== 'peer sent' || flat.includes('alert')))
  const openssl =
    /:(?:sslv3|tlsv1|tlsv13) (unrecognized name|certificate unobtainable|unsupported extension|bad certificate status response)/.exec(
      lower,
    )
  if (openssl?.[1] !== undefined) return alertNamed(openssl[1]) ?? -1
  if (sent === undefined) return undefined
  const tail = flat.slice(flat.indexOf(sent))
  return alertNamed(tail) ?? -1
}

const OPENSSL_CODE = /error:([0-9a-f]{8}):/

/** The reason number of an OpenSSL error code: 12 bits in 1.x, 23 bits in 3.x whose SSL reasons need only 12. */
function opensslReason(lower: string): number | undefined {
  const match = lower.includes('error:') ? OPENSSL_CODE.exec(lower) : null
  if (match?.[1] === undefined) return undefined
  const code = Number.parseInt(match[1], 16)
  const library = match[1].startsWith('0') ? code >>> 23 : code >>> 24
  // 20 is ERR_LIB_SSL: anything else has reasons of its own.
  return library === 20 ? code & 0xf_ff : undefined
}
