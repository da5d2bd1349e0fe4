import { foreignTls } from '../tongues/tongues.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { withoutAsides } from './asides.ts'
import { handshakeEnd } from './handshake-end.ts'
import { readStatement } from './read-statement.ts'
import { speaksOfTls } from './signs.ts'
import { saysStood, statementsOf, tellsFault } from './statements.ts'
import { endedBy, tellsMore } from './tls-reading.ts'
import type { TlsReading } from './tls-reading.ts'

/**
 * Reads what any TLS stack says of a handshake: OpenSSL 1.0 to 3 (codes and words), GnuTLS, SChannel, rustls, Java, Go, NSS.
 * `stage tls` is known by the caller: words like "timed out" are then about the handshake.
 */
export function readTls(text: Words): TlsReading | undefined {
  const told = withoutOtherHandshakes(withoutWrapper(text))
  if (!speaksOfTls(told) && foreignTls(told) === undefined) return undefined
  const words = withoutAsides(told)
  return words.raw.includes('\n') ? readReport(words) : readStatement(words)
}

/**
 * What a program printed over many lines. Each statement is read by itself, since words of different lines have nothing to do with each
 * other; the one that tells the most decides, and of several the first, because failures follow from failures.
 */
function readReport(words: Words): TlsReading | undefined {
  const statements = statementsOf(words.raw).map(wordsOf)
  let most: TlsReading | undefined
  let at = -1
  let stood = false
  let begun = -1
  for (const [index, statement] of statements.entries()) {
    const told = readOneOf(statement)
    const reading = stood ? ofSession(told, statement) : told
    stood ||= saysStood(statement.raw)
    if (BEGUN.test(statement.raw)) begun = index
    if (at < 0 && reading === undefined && speaksOfTls(statement) && tellsFault(statement.raw)) at = index
    if (reading === undefined || (most !== undefined && !tellsMore(reading, most))) continue
    most = reading
    at = index
  }
  if (most === undefined && at < 0 && begun >= 0 && !stood) return endAfter(statements.slice(begun + 1))
  const isBare = most === undefined || (most.says === 'that' && most.symptom === 'tls.handshake.alert')
  return isBare ? (endBeside(statements, at) ?? most) : most
}

/**
 * A statement without a word of a fault reports what was done. One that does not speak of TLS itself may give the reason of what the others
 * speak of, but an end that it tells is any line's.
 */
function readOneOf(statement: Words): TlsReading | undefined {
  if (!tellsFault(statement.raw)) return undefined
  const reading = readStatement(statement)
  return reading?.says === 'why' ||
    reading?.rule.startsWith('tls/named/') === true ||
    speaksOfTls(statement) ||
    foreignTls(statement) !== undefined
    ? reading
    : undefined
}

/** Once the handshake is over, an end is the session's, and a close without a word against it is everybody's good right. */
function ofSession(reading: TlsReading | undefined, statement: Words): TlsReading | undefined {
  if (reading?.says !== 'ended' || reading.alert !== undefined || !reading.symptom.startsWith('tls.')) return reading
  if (reading.symptom === 'tls.handshake.timeout') return { ...reading, symptom: 'drop.timeout' }
  return reading.symptom === 'tls.handshake.eof' && !UNTOWARD.test(statement.lower)
    ? undefined
    : { ...reading, symptom: 'drop.lost' }
}

const UNTOWARD = /unexpect|improper|non-properly|prematur|abort|abrupt|lost|reset|error|fail|violat|eof/

/** A program that tells of its steps: what ended behind this one, and before it was over, ended the handshake. */
const BEGUN =
  /\b(?:start|begin|initiat|perform)(?:s|ed|ing|ning|es)? (?:the |an? )?(?:ssl|tls|ssl\/tls|tls\/ssl) (?:handshake|negotiation)\b/i

function endAfter(statements: readonly Words[]): TlsReading | undefined {
  for (const statement of statements) {
    const end = tellsFault(statement.raw) ? handshakeEnd(statement) : undefined
    if (end !== undefined) return ending(end)
  }
  const next = statements.find(({ raw }) => !WARNING.test(raw))
  return next !== undefined && tellsFault(next.raw)
    ? { symptom: 'tls.handshake.alert', rule: 'tls/begun', fromPeer: false, says: 'that' }
    : undefined
}

/** What a program goes on after. */
const WARNING = /^\W{0,8}w(?:arn(?:ing)?)?\b/i

function ending({ symptom, rule }: NonNullable<ReturnType<typeof handshakeEnd>>): TlsReading {
  return { symptom, rule: `tls/${rule}`, fromPeer: false, says: 'ended', ...endedBy(symptom) }
}

/** How the line ended, in the statement before or behind the one that says that the handshake failed. */
function endBeside(statements: readonly Words[], at: number): TlsReading | undefined {
  if (at < 0) return undefined
  for (const beside of [statements[at + 1], statements[at - 1]]) {
    const end = beside === undefined ? undefined : handshakeEnd(beside)
    if (end !== undefined) return ending(end)
  }
  return undefined
}

/** K-9 Mail hands on whatever its stack threw in an exception of this name (SmtpTransport.open). */
const WRAPPER = /\bfsck\.k9\.[\w.]{0,60}CertificateValidationException\b/g

function withoutWrapper(words: Words): Words {
  return words.lower.includes('fsck.k9.') ? wordsOf(words.raw.replace(WRAPPER, 'fsck.k9')) : words
}

const OTHER_HANDSHAKE = / (?:smtp|login|tcp|ehlo|helo|lhlo) handshake/

/** Go's net/smtp and its kin call the greeting and EHLO a handshake too. */
function withoutOtherHandshakes(words: Words): Words {
  if (!OTHER_HANDSHAKE.test(words.flat)) return words
  // `flat` has a blank for any punctuation, a line's end too.
  return wordsOf(words.raw.replaceAll(/\b(smtp|login|tcp|ehlo|helo|lhlo)[^\p{L}\d]{1,8}handshake/giu, '$1'))
}
