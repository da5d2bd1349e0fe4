import type { Stage } from '../../domain/stage.ts'
import type { TextReading } from '../text-reading.ts'
import { areTogether } from './records.ts'
import type { LogRecord } from './records.ts'

/** One record of a log excerpt, and what was read in it. */
export interface Told {
  readonly record: LogRecord
  readonly reading: TextReading
  /** Its own words are about mail. */
  readonly speaksOfMail: boolean
}

export function isFailure({ reading }: Told): boolean {
  return reading.symptom !== 'unknown' && reading.symptom !== 'accepted'
}

/** Delivered: in a log's fields or in a program's words. */
const DELIVERED =
  /\bstatus=sent\b|\bstat="?(?:sent|250)\b|\bresult="?ok\b|: success: |^\S{1,40} \S{1,40} \S{16,23} => |(?<![\w-])queued (?:as|for delivery)\b|\b(?:message|mail|e-?mail) (?:was |has been )?(?:accepted|sent|delivered)\b|\bdelivered\b|(?:^|\s|>)221[ -]/i

export function isSuccess({ record, reading }: Told): boolean {
  return reading.symptom === 'accepted' || (reading.symptom === 'unknown' && DELIVERED.test(record.text))
}

/** A record is about mail when its own words say so, or those of another record of the same delivery or program do. */
export function isOfMail(one: Told, all: readonly Told[]): boolean {
  if (one.reading.voice === 'mta' || one.reading.voice === 'library' || one.speaksOfMail) return true
  // Of other services' handshakes nothing is read, so that one that is read is mail's where mail is spoken of.
  return all.some(
    (other) => other.speaksOfMail && (one.reading.voice === 'tls' || areTogether(one.record, other.record)),
  )
}

const CLOSED = /\bclos(?:ed|ing)\b|\bdisconnect(?:ed)?\b|\bended\b/i
const NOT_SO_PLAIN = /unexpect|premature|abort|reset|error|fail|timed? ?out|timeout|lost|exception|refus/i

/** A line that was closed, and no more. */
export function isPlainlyClosed({ record }: Told): boolean {
  return CLOSED.test(record.text) && !tellsTrouble({ record })
}

const BY_PEER =
  /\bby (?:the )?(?:peer|remote|server|foreign|other|far)\b|\b(?:remote|peer|server|far)(?: (?:host|end|side|server))? (?:has )?clos/i

/** The other side closed it: that is an ending of its own. */
export function isClosedByPeer({ record }: Told): boolean {
  return BY_PEER.test(record.text)
}

/** Not all is well with what is told. */
export function tellsTrouble({ record }: Pick<Told, 'record'>): boolean {
  return NOT_SO_PLAIN.test(record.text)
}

/** The same delivery went well afterwards, or its line was closed after it had. */
export function isMadeGood(one: Told, all: readonly Told[]): boolean {
  const at = all.indexOf(one)
  const outcome = all
    .slice(at + 1)
    .find((other) => areTogether(one.record, other.record) && (isSuccess(other) || isOutcome(other)))
  if (outcome !== undefined && isSuccess(outcome)) return true
  return (
    isPlainlyClosed(one) && all.slice(0, at).some((other) => areTogether(one.record, other.record) && isSuccess(other))
  )
}

/** What a mail server writes when an attempt is over. */
const OUTCOME =
  /\bstatus=(?:deferred|bounced|expired)\b|\bstat="?(?:deferred|user|service|host)|: (?:deferral|failure): | (?:==|\*\*) \S{1,320}@/i

function isOutcome({ record }: Told): boolean {
  return OUTCOME.test(record.text)
}

/** A client's handshake with our server that came to nothing. */
export function isClientsHandshake(one: Told): boolean {
  return isOfServer(one) && one.reading.symptom.startsWith('tls.')
}

/** A client that left before it had said what it came for, as scanners do all day. */
export function isPassingClient(one: Told): boolean {
  const { symptom, stage } = one.reading
  return isOfServer(one) && symptom === 'drop.lost' && stage !== undefined && EARLY.has(stage)
}

const EARLY: ReadonlySet<Stage> = new Set<Stage>(['connect', 'banner', 'ehlo', 'starttls', 'tls'])

/** What our own server met with clients of its own says nothing of a delivery of ours. */
export function isOfServer({ record, reading }: Told): boolean {
  // OpenSMTPD's one process is both, and calls its client so.
  if (/\bsmtpd\[\d{1,8}\]: [\da-f]{16} mta /.test(record.text)) return false
  return (
    /^(?:postfix\/(?:server|pregreet|hangup)|exim\/server)/.test(reading.rule) ||
    /\b(?:smtpd|postscreen|anvil)\[\d/.test(record.text)
  )
}
