import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { firstRule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { foreignTls } from '../tongues/tongues.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { withoutAsides } from './asides.ts'
import { CERTIFICATE_WORDS } from './certificate-words.table.ts'
import { ENDING_WORDS } from './ending-words.table.ts'
import { handshakeEnd } from './handshake-end.ts'
import { symptomOfOpenssl } from './openssl-codes.ts'
import { announcedAlert, receivedAlert } from './received-alert.ts'
import { REASON_WORDS } from './reason-words.table.ts'
import { SECURE_TRANSPORT } from './secure-transport.table.ts'
import { symptomOfSentAlert } from './sent-alert.ts'
import { isSessionIo } from './session-io.ts'
import { symptomOfAlert } from './tls-alerts.ts'

export interface TlsReading {
  readonly symptom: Symptom
  readonly rule: string
  readonly alert?: number
  readonly ended?: NonNullable<SymptomFact['ended']>
  /** The peer wrote the alert; otherwise our own stack refused. */
  readonly fromPeer: boolean
}

/** From the particular to the general. */
const RULES = [...SECURE_TRANSPORT, ...REASON_WORDS, ...CERTIFICATE_WORDS, ...ENDING_WORDS]

const SIGNS = [
  'ssl',
  'tls',
  'certificate',
  'cert ',
  'handshake',
  'sec_e_',
  'sec_error',
  'certpath',
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
  'peer reports',
  'decrypt peer',
  'hostname verif',
  'host name verif',
  'corrupt message',
  'corruptmessage',
  'security protocol',
  'missingstarttls',
  'invalid peer',
]

/** True when the words are about TLS at all, so that the tables need not be asked. */
export function speaksOfTls(words: Words): boolean {
  for (const sign of SIGNS) if (words.lower.includes(sign)) return true
  return announcedAlert(words.lower) !== undefined
}

const OTHER_HANDSHAKE = / (?:smtp|login|tcp|ehlo|helo|lhlo) handshake/

/** Go's net/smtp and its kin call the greeting and EHLO a handshake too. */
function withoutOtherHandshakes(words: Words): Words {
  if (!OTHER_HANDSHAKE.test(words.flat)) return words
  // `flat` has a blank for any punctuation, a line's end too.
  return wordsOf(words.raw.replaceAll(/\b(smtp|login|tcp|ehlo|helo|lhlo)[^\p{L}\d]{1,8}handshake/giu, '$1'))
}

/**
 * Reads what any TLS stack says of a handshake: OpenSSL 1.0 to 3 (codes and words), GnuTLS, SChannel, rustls, Java, Go, NSS.
 * `stage tls` is known by the caller: words like "timed out" are then about the handshake.
 */
export function readTls(text: Words): TlsReading | undefined {
  const told = withoutOtherHandshakes(text)
  if (!speaksOfTls(told)) return inOtherTongue(told)
  const words = withoutAsides(told)
  return readReason(words) ?? sentAlert(words) ?? inOtherTongue(words) ?? underWay(words)
}

/** What the alert that our side sent says of the peer, where no word does. */
function sentAlert(words: Words): TlsReading | undefined {
  const sent = symptomOfSentAlert(words.lower)
  return sent === undefined ? undefined : { ...sent, fromPeer: false }
}

/** The peer's alert, the reason that a stack gives, or how the handshake ended. */
function readReason(words: Words): TlsReading | undefined {
  const alert = receivedAlert(words)
  if (alert !== undefined && alert >= 0)
    return { symptom: symptomOfAlert(alert), rule: `tls/alert-${alert}`, alert, ended: 'alert', fromPeer: true }
  const apart = endOfAnother(words)
  if (apart !== undefined) return apart
  const found = firstRule(RULES, words)
  const numbered = symptomOfOpenssl(words.lower)
  if (numbered !== undefined && (found === undefined || VAGUE.has(found.name)))
    return { symptom: numbered.symptom, rule: `tls/openssl-${numbered.reason}`, fromPeer: false }
  if (found === undefined) return undefined
  if (isOfTheLine(found) && isSessionIo(words))
    return {
      symptom: found.symptom === 'tls.handshake.timeout' ? 'drop.timeout' : 'drop.lost',
      rule: `tls/session-${found.name}`,
      fromPeer: false,
      ...endedBy(found.symptom),
    }
  if (found.name === 'alert' || UNREASONED.has(found.name)) {
    const sent = sentAlert(words)
    if (sent !== undefined) return sent
  }
  const line = UNREASONED.has(found.name) ? handshakeEnd(words) : undefined
  if (line !== undefined) return ended(line)
  const fromPeer = alert !== undefined
  return { symptom: found.symptom, rule: `tls/${found.name}`, fromPeer, ...endedBy(found.symptom) }
}

/** What ended may have been the handshake or the session after it. */
function isOfTheLine(found: Rule): boolean {
  return UNREASONED.has(found.name) || ENDS[found.symptom] !== undefined
}

/** Rules of how a handshake ended, of which the end may be told of another matter in another record. */
const ENDS_ONLY: ReadonlySet<string> = new Set(['timeout', 'reset', 'eof'])
/** A line that goes on with the record above it: indented, the inner exception, a frame, the rest of a sentence. */
const GOES_ON =
  /^(?:\s|-|<|>|\.|[a-z(])|^(?:caused by|inner|error|exception|traceback|reason|details?|\w{1,60}(?:Error|Exception))\b/i
const MOST_LINES = 50

/**
 * Of a text of several records in which a handshake is spoken of in one and an end in another: what the record of the handshake says by
 * itself. Nothing where one record holds both.
 */
function endOfAnother(words: Words): TlsReading | undefined {
  if (!words.raw.includes('\n')) return undefined
  const found = firstRule(RULES, words)
  if (found === undefined || !ENDS_ONLY.has(found.name)) return undefined
  const records: string[] = []
  for (const line of words.raw.split('\n', MOST_LINES))
    if (records.length > 0 && GOES_ON.test(line)) records[records.length - 1] += `\n${line}`
    else records.push(line)
  if (records.length < 2) return undefined
  const each = records.map(wordsOf)
  if (each.some((record) => speaksOfTls(record) && firstRule(RULES, record)?.name === found.name)) return undefined
  return each.map(readTls).find((reading) => reading !== undefined)
}

/** A handshake that is spoken of, and an end of the line. */
function underWay(words: Words): TlsReading | undefined {
  const line =
    / (?:handshake|client ?hello|server ?hello|(?:tls|ssl) setup|(?:initiating|negotiating|starting) (?:tls|ssl) )/.test(
      words.flat,
    )
      ? handshakeEnd(words)
      : undefined
  // Go's crypto/tls begins its sentences so.
  if (line === undefined && /(?:^|: |\s)tls: [a-z]/.test(words.raw))
    return { symptom: 'tls.handshake.alert', rule: 'tls/stack', fromPeer: false }
  return line === undefined ? undefined : ended(line)
}

function ended(line: { readonly symptom: Symptom; readonly rule: string }): TlsReading {
  return { symptom: line.symptom, rule: `tls/${line.rule}`, fromPeer: false, ...endedBy(line.symptom) }
}

/** How a handshake ended, as a reading of its text states it. */
export function endOfTls(reading: TlsReading | undefined): Pick<SpeakerReading, 'ended' | 'tlsAlert'> {
  return {
    ...(reading?.ended !== undefined && { ended: reading.ended }),
    ...(reading?.alert !== undefined && { tlsAlert: reading.alert }),
  }
}

/** Rules that say only that the handshake came to nothing. */
const UNREASONED: ReadonlySet<string> = new Set(['failed', 'failed-bare', 'willing', 'no-session', 'stack'])
/** Rules whose words say less than OpenSSL's number beside them. */
const VAGUE: ReadonlySet<string> = new Set([...UNREASONED, 'local-config', 'alert', 'handshake-message'])

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
