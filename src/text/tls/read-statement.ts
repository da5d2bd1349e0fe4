import type { Symptom } from '../../domain/symptom.ts'
import { firstRule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { foreignTls } from '../tongues/tongues.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { CERTIFICATE_WORDS } from './certificate-words.table.ts'
import { ENDING_WORDS } from './ending-words.table.ts'
import { handshakeEnd } from './handshake-end.ts'
import { symptomOfOpenssl } from './openssl-codes.ts'
import { PLAIN_REASONS } from './plain-reasons.table.ts'
import { plainSpeech } from './plain-speech/plain-speech.ts'
import { POLICY_WORDS, REASON_WORDS } from './reason-words.table.ts'
import { opensslReasons } from './reasons/openssl.ts'
import type { NamedReason } from './reasons/reasons.ts'
import { secureTransportReasons } from './reasons/secure-transport.ts'
import { statedReasons, withoutReason } from './reasons/stated.ts'
import { receivedAlert } from './received-alert.ts'
import { symptomOfSentAlert, withoutSentAlerts } from './sent-alert.ts'
import { isSessionIo } from './session-io.ts'
import { symptomOfStack } from './stack-codes.ts'
import { STACK_COMPLAINTS, STACK_SENTENCES } from './stack-sentences.table.ts'
import { symptomOfAlert } from './tls-alerts.ts'
import { endedBy, tellsMore } from './tls-reading.ts'
import type { Telling, TlsReading } from './tls-reading.ts'
import { symptomOfVerifyCode } from './verify-codes.ts'
import { WINDOWS_TRUST } from './windows-trust.table.ts'

/** From the particular to the general. */
const RULES = [
  ...WINDOWS_TRUST,
  ...STACK_SENTENCES,
  ...REASON_WORDS,
  ...CERTIFICATE_WORDS,
  ...PLAIN_REASONS,
  ...STACK_COMPLAINTS,
  ...ENDING_WORDS,
]
/** Rules that say only that the handshake came to nothing. */
const UNREASONED: ReadonlySet<string> = new Set([
  'failed',
  'failed-secure',
  'failed-bare',
  'willing',
  'no-session',
  'failed-encryption',
  'complaint',
  'stack',
])
/** Rules whose words say less than OpenSSL's number beside them. */
const VAGUE: ReadonlySet<string> = new Set([...UNREASONED, 'local-config', 'alert', 'handshake-message'])
/** What follows from any failure, and what says only that there was one. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  ...VAGUE,
  'library-failure',
  'refused',
  'not-started',
  'required',
  'waiting',
])

/** Rules by whose words no handshake came about: no TLS was asked for, offered or begun. */
const OF_NO_HANDSHAKE: ReadonlySet<string> = new Set(['required', 'refused', 'not-started', 'not-found'])
/** What is said of a handshake by the stack that shakes hands, or of an attempt at one: what it finds unsupported or required is its own matter. */
const SHAKEN =
  /sslhandshakeexception|sslprotocolexception| could not convert socket to tls | tls library problem | ssl (?:connect|accept) error (?:to|from) | [a-z\d ]{2,24} routines:| handshake (?:error|failed|failure) | perform(?:ing|s)? (?:the |an? )?(?:ssl\/|tls\/)?(?:ssl|tls) handshake /

/** Reads one statement: the peer's alert, the reason that a stack gives, our own alert, or how the handshake ended. */
export function readStatement(words: Words): TlsReading | undefined {
  const plain = readReason(words) ?? sentAlert(words) ?? inOtherTongue(words) ?? underWay(words)
  if (plain?.says === 'why' || plain?.says === 'ended') return plain
  const told = plain === undefined ? words : behindError(words)
  const spelt = withWordsApart(withoutSentAlerts(withoutReasons(told, statedReasons(told.raw))))
  const named = spelt === undefined ? undefined : readReason(spelt)
  return named !== undefined && (plain === undefined || tellsMore(named, plain)) ? named : plain
}

/** Where the words of a name meet: `CertificateIssuerNotFound`, `UnknownCA`. */
const WORDS_MEET = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g

/** The text with the words of its names apart, if there are any: types and constants say what happened in one word. */
function withWordsApart({ raw }: Words): Words | undefined {
  const apart = raw.replace(WORDS_MEET, ' ')
  return apart === raw ? undefined : wordsOf(apart)
}

/** What the alert that our side sent says of the peer, where no word does. */
function sentAlert(words: Words): TlsReading | undefined {
  const sent = symptomOfSentAlert(words.lower)
  return sent === undefined
    ? undefined
    : { ...sent, fromPeer: false, says: sent.symptom === 'tls.handshake.alert' ? 'that' : 'check' }
}

function readReason(told: Words): TlsReading | undefined {
  const words = withoutSentAlerts(told)
  const alert = receivedAlert(words)
  if (alert !== undefined && alert >= 0) return alertReading(alert)
  const reasons = reasonsIn(words.raw)
  const named = ofSession(mostTelling(reasons), words)
  if (named?.says === 'why') return named
  const policy = firstRule(POLICY_WORDS, words)
  if (policy !== undefined) return reading(policy.symptom, policy.name)
  const rest = withoutReasons(words, reasons)
  const weighed = withPlainSpeech(weighedBehind(named, rest, told, alert), rest)
  const isOnlyNamed = weighed === undefined || weighed.rule === 'tls/not-started'
  const most = named !== undefined && (isOnlyNamed || tellsMore(named, weighed)) ? named : weighed
  if (most === undefined || most.says !== 'that' || named === undefined) return most
  // A name for "the handshake failed" (`see inner exception`), and how the line ended behind it.
  const line = handshakeEnd(behindError(rest))
  return line === undefined ? most : reading(line.symptom, line.rule)
}

/** Beside a stack's own word for a failure, an end that was told before it is the caller's. */
function weighedBehind(
  named: TlsReading | undefined,
  rest: Words,
  told: Words,
  alert: number | undefined,
): TlsReading | undefined {
  const weighed = weighedReason(rest, told, alert)
  if (named?.says !== 'that' || weighed?.says !== 'ended') return weighed
  const behind = behindError(rest)
  return behind === rest ? weighed : weighedReason(behind, told, alert)
}

/** OpenSSL's own line, whose reason no table has: new ones are made in every version. */
const OPENSSL_LINE = /\berror:[\da-f]{8}:ssl[ _]routines:\w{0,60}:([a-z][\w -]{2,60})(?=[\n:"'()[\]]|$)/i

function unknownReason(raw: string): readonly NamedReason[] {
  const reason = OPENSSL_LINE.exec(raw)?.[1]
  return reason === undefined || symptomOfOpenssl(raw.toLowerCase()) !== undefined
    ? []
    : [{ symptom: 'tls.handshake.alert', reason: reason.trim().toLowerCase() }]
}

/** What a program says before OpenSSL's own line follows from it. */
function behindError(words: Words): Words {
  const at = words.raw.search(/\berror:[\dA-F]{8}:/i)
  return at <= 0 ? words : wordsOf(words.raw.slice(at))
}

/** The reasons that the text names, numbers or states; what OpenSSL names at its place is no sentence of another library. */
function reasonsIn(raw: string): readonly NamedReason[] {
  const known = opensslReasons(raw)
  const named = known.length > 0 ? known : unknownReason(raw)
  return [...named, ...secureTransportReasons(raw), ...statedReasons(named.reduce(withoutReason, raw))]
}

/** Of several reasons the one that tells the most, and then the first, for failures follow from failures. */
function mostTelling(reasons: readonly NamedReason[]): TlsReading | undefined {
  let most: TlsReading | undefined
  for (const { symptom, reason } of reasons) {
    const named = reading(symptom, `named/${reason.replaceAll(' ', '-')}`)
    if (most === undefined || tellsMore(named, most)) most = named
  }
  return most
}

/** Where the words of stacks tell nothing or less, what people and small programs say in words of their own. */
function withPlainSpeech(weighed: TlsReading | undefined, words: Words): TlsReading | undefined {
  if (weighed?.says === 'why') return weighed
  const plain = plainSpeech(words)
  if (plain === undefined) return weighed
  const said = reading(plain.symptom, plain.rule)
  // What tells of STARTTLS has words of its own.
  if (
    weighed?.says === 'that' &&
    weighed.symptom !== 'tls.handshake.alert' &&
    /^tls\.re(?:quired|fused)$/.test(plain.symptom)
  )
    return weighed
  return weighed === undefined || tellsMore(said, weighed) ? said : weighed
}

/** What is left to be weighed: a reason that is known is no longer a matter of its words. */
function withoutReasons(words: Words, reasons: readonly NamedReason[]): Words {
  return reasons.length === 0 ? words : wordsOf(reasons.reduce(withoutReason, words.raw))
}

/** What the words say where no library names its reason. */
function weighedReason(words: Words, told: Words, alert: number | undefined): TlsReading | undefined {
  const found = firstRule(RULES, words)
  // A number counts where no word stands behind it.
  const numbered = opensslReasons(told.raw).length === 0 ? symptomOfOpenssl(words.lower) : undefined
  if (numbered !== undefined && (found === undefined || VAGUE.has(found.name)))
    return reading(numbered.symptom, `openssl-${numbered.reason}`)
  const verified = found === undefined || UNREASONED.has(found.name) ? symptomOfVerifyCode(words.raw) : undefined
  if (verified !== undefined) return reading(verified, 'verify-code')
  const returned = found === undefined || UNREASONED.has(found.name) ? symptomOfStack(words.lower) : undefined
  if (returned !== undefined) return reading(returned.symptom, returned.rule)
  if (found === undefined) return undefined
  if (OF_NO_HANDSHAKE.has(found.name) && SHAKEN.test(words.flat)) return reading('tls.handshake.alert', 'failed')
  if (isOfTheLine(found) && isSessionIo(words)) return sessionEnd(found)
  if (found.name === 'alert' || UNREASONED.has(found.name)) {
    const sent = sentAlert(told)
    if (sent !== undefined) return sent
  }
  const line = UNREASONED.has(found.name) ? handshakeEnd(words) : undefined
  if (line !== undefined) return reading(line.symptom, line.rule)
  return { ...reading(found.symptom, found.name), fromPeer: alert !== undefined }
}

/** What ended while it was read or written was no handshake any more. */
function ofSession(named: TlsReading | undefined, words: Words): TlsReading | undefined {
  if (named?.ended === undefined || !isSessionIo(words)) return named
  return { ...named, symptom: sessionSymptom(named.symptom) }
}

function sessionEnd({ name, symptom }: Rule): TlsReading {
  return {
    symptom: sessionSymptom(symptom),
    rule: `tls/session-${name}`,
    fromPeer: false,
    says: UNREASONED.has(name) ? 'that' : 'ended',
    ...endedBy(symptom),
  }
}

function sessionSymptom(ofHandshake: Symptom): Symptom {
  return ofHandshake === 'tls.handshake.timeout' ? 'drop.timeout' : 'drop.lost'
}

function alertReading(alert: number): TlsReading {
  const symptom = symptomOfAlert(alert)
  const isVague = symptom === 'tls.handshake.alert' || alert === 0
  return {
    symptom,
    rule: `tls/alert-${alert}`,
    alert,
    ended: 'alert',
    fromPeer: true,
    says: isVague ? 'ended' : 'why',
  }
}

/** What ended may have been the handshake or the session after it. */
function isOfTheLine(found: Rule): boolean {
  return UNREASONED.has(found.name) || endedBy(found.symptom).ended !== undefined
}

/** A handshake that is spoken of, and an end of the line. */
function underWay(words: Words): TlsReading | undefined {
  const line =
    / (?:handshake|client ?hello|server ?hello|(?:tls|ssl) setup|(?:initiating|negotiating|starting) (?:tls|ssl) )/.test(
      words.flat,
    )
      ? handshakeEnd(words)
      : undefined
  if (line !== undefined) return reading(line.symptom, line.rule)
  // Go's crypto/tls and crypto/x509 begin their sentences so.
  if (/(?:^|: |\s)x509: [a-z]/i.test(words.raw)) return reading('tls.cert.untrusted', 'x509')
  // GnuTLS' and OpenSSL's callers set the library's sentence behind it, whatever it is.
  if (
    /\b(?:tls|ssl) error(?: on connection[^\n:]{0,80}| from [^\n:]{1,80})?: (?!no\b|none|ok\b|success)[a-z]/i.test(
      words.raw,
    )
  )
    return reading('tls.handshake.alert', 'stack')
  return /(?:^|: |\s)tls: (?!(?:true|false|yes|no|on|off|none|required|optional|enabled|disabled|starttls|auto)\b)[a-z]/.test(
    words.raw,
  )
    ? reading('tls.handshake.alert', 'stack')
    : undefined
}

function inOtherTongue(words: Words): TlsReading | undefined {
  const found = foreignTls(words)
  return found === undefined
    ? undefined
    : { ...found, fromPeer: false, says: tellingOf(found.symptom, found.rule), ...endedBy(found.symptom) }
}

function reading(symptom: Symptom, rule: string): TlsReading {
  return { symptom, rule: `tls/${rule}`, fromPeer: false, says: tellingOf(symptom, rule), ...endedBy(symptom) }
}

function tellingOf(symptom: Symptom, rule: string): Telling {
  if (CONSEQUENCES.has(rule)) return 'that'
  if (endedBy(symptom).ended !== undefined) return 'ended'
  if (symptom === 'tls.handshake.alert') return 'that'
  return symptom === 'tls.cert.untrusted' ? 'check' : 'why'
}
