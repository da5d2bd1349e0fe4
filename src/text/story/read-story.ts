import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { mentionedStage } from '../stage-mentions.ts'
import { stageFromWords } from '../stage-words.ts'
import { speaksOfMail } from '../report/mail-matter.ts'
import { namedPeer } from '../endpoints.ts'
import type { TextReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { areTogether, recordsOf } from './records.ts'
import type { LogRecord } from './records.ts'

interface Told {
  readonly record: LogRecord
  readonly reading: TextReading
  /** Its own words are about mail. */
  readonly speaksOfMail: boolean
}

/** Reads one record. */
export type ReadRecord = (text: string) => TextReading

/**
 * Reads a log excerpt as the story of what ended things: the last failure of a mail session that nothing made good afterwards decides, and the
 * records beside it that tell of the same delivery give the peer, the stage and the time that it does not name itself. undefined when the text is
 * no log excerpt, or none of its records tells of a failure or of a success.
 */
export function readStory(whole: TextReading, read: ReadRecord): TextReading | undefined {
  const records = recordsOf(whole.text)
  if (records === undefined) return undefined
  const told = records.map((record): Told => ({
    record,
    reading: read(record.text),
    speaksOfMail: speaksOfMail(wordsOf(record.text)),
  }))
  const failures = told.filter((one) => isFailure(one) && isOfMail(one, told))
  const open = failures.filter((one) => !isMadeGood(one, told))
  const ours = open.filter((one) => !isOfServer(one))
  const good = told.findLast(isSuccess)
  // What our server met with its clients is the story where nothing is told of deliveries.
  const last = (ours.length > 0 || good !== undefined ? ours : open).at(-1)
  if (last !== undefined)
    return staged(completed(plainest(announced(last, told), open), last, told), whole, told.length)
  // Words of several records together say what none of them does.
  return good?.reading ?? (told.length < FEW ? undefined : told.at(-1)?.reading)
}

/** Of fewer records one may be the beginning of another's sentence. */
const FEW = 4

function isFailure({ reading }: Told): boolean {
  return reading.symptom !== 'unknown' && reading.symptom !== 'accepted'
}

/** Delivered: in a log's fields or in a program's words. */
const DELIVERED =
  /\bstatus=sent\b|\bstat="?(?:sent|250)\b|\bresult="?ok\b|: success: |^\S{1,40} \S{1,40} \S{16,23} => |\bqueued as\b|\bqueued for delivery\b|\b(?:message|mail|e-?mail) (?:was |has been )?(?:accepted|sent|delivered)\b|\bdelivered\b|(?:^|\s|>)221[ -]/i

function isSuccess({ record, reading }: Told): boolean {
  return reading.symptom === 'accepted' || (reading.symptom === 'unknown' && DELIVERED.test(record.text))
}

/** A record is about mail when its own words say so, or those of another record of the same delivery or program do. */
function isOfMail(one: Told, all: readonly Told[]): boolean {
  if (one.reading.voice === 'mta' || one.reading.voice === 'library' || one.speaksOfMail) return true
  // Of other services' handshakes nothing is read, so that one that is read is mail's where mail is spoken of.
  return all.some(
    (other) => other.speaksOfMail && (one.reading.voice === 'tls' || areTogether(one.record, other.record)),
  )
}

/** A line that was closed, and no more. */
const CLOSED = /\bclos(?:ed|ing)\b|\bdisconnect(?:ed)?\b|\bended\b/i
const NOT_SO_PLAIN = /unexpect|premature|abort|reset|error|fail|timed? ?out|timeout|lost|exception|refus/i

/** The same delivery went well afterwards, or its line was closed after it had. */
function isMadeGood(one: Told, all: readonly Told[]): boolean {
  const at = all.indexOf(one)
  const outcome = all
    .slice(at + 1)
    .find((other) => areTogether(one.record, other.record) && (isSuccess(other) || isOutcome(other)))
  if (outcome !== undefined && isSuccess(outcome)) return true
  return (
    CLOSED.test(one.record.text) &&
    !NOT_SO_PLAIN.test(one.record.text) &&
    all.slice(0, at).some((other) => areTogether(one.record, other.record) && isSuccess(other))
  )
}

/** What a mail server writes when an attempt is over. */
const OUTCOME =
  /\bstatus=(?:deferred|bounced|expired)\b|\bstat="?(?:deferred|user|service|host)|: (?:deferral|failure): | (?:==|\*\*) \S{1,320}@/i

function isOutcome({ record }: Told): boolean {
  return OUTCOME.test(record.text)
}

/** What our own server met with clients of its own says nothing of a delivery of ours. */
function isOfServer({ record, reading }: Told): boolean {
  return (
    /^(?:postfix\/(?:server|pregreet|hangup)|exim\/server)/.test(reading.rule) ||
    /\b(?:smtpd|postscreen|anvil)\[\d/.test(record.text)
  )
}

/** Words in which a program sums up what it has told before: they say less than that. */
const SUMS_UP: ReadonlySet<string> = new Set([
  'connect.failed',
  'tls.handshake.alert',
  'expired',
  'suspended',
  'retry.notyet',
  'dns.nomx',
])

/** Without a TLS context, programs say, there is no TLS: what kept them from it was told before. */
function sumsUp({ reading }: Told): boolean {
  return SUMS_UP.has(reading.symptom) || reading.rule === 'tls/local-config'
}

function isHandshake({ reading }: Told): boolean {
  return reading.symptom.startsWith('tls.handshake.')
}

/** `…, error follows:`, `The following error occurred:`. */
const ANNOUNCES = /\bfollow(?:s|ing)?\b[^\n]{0,40}:\s{0,4}$/i

/** What a program announces is what happened; what it says right behind, in words of its own and nobody's reply, sums that up. */
function announced(last: Told, told: readonly Told[]): Told {
  const at = told.indexOf(last)
  const happened = told[at - 1]
  const announcing = told[at - 2]
  if (happened === undefined || announcing === undefined || last.reading.speaker !== 'unknown') return last
  const isOne = areTogether(announcing.record, happened.record) && areTogether(happened.record, last.record)
  return isOne && ANNOUNCES.test(announcing.record.text) && isFailure(happened) ? happened : last
}

/** Lines without a clock are what one run of a program put out. */
function isOneOutput(one: Told, other: Told): boolean {
  return one.record.clock === undefined && other.record.clock === undefined
}

/** What says less than what was told before is read by that: the last failure before it, in the same delivery, that says more. */
function plainest(last: Told, open: readonly Told[]): Told {
  const before = open
    .slice(0, open.indexOf(last))
    .filter((one) => areTogether(one.record, last.record) || isOneOutput(one, last))
  const { symptom } = last.reading
  if (sumsUp(last)) {
    const summed =
      before.findLast((one) => !sumsUp(one)) ?? before.findLast((one) => isHandshake(one) && !isHandshake(last))
    return summed === undefined ? last : plainest(summed, open)
  }
  // That a check failed says less than which fault it found.
  if (symptom === 'tls.cert.untrusted')
    return before.findLast((one) => /^tls\.cert\.(?!untrusted|rejected)/.test(one.reading.symptom)) ?? last
  // The line that is lost after a handshake failed is no other failure.
  const handshake =
    symptom === 'drop.lost' || symptom === 'local.filter' || isEndOfHandshake(symptom) ? before.at(-1) : undefined
  if (handshake?.reading.symptom.startsWith('tls.') === true) return handshake
  // What never came about is not lost, whatever is closed behind it.
  const isPlain =
    last.reading.stage === undefined && CLOSED.test(last.record.text) && !NOT_SO_PLAIN.test(last.record.text)
  const unconnected = symptom === 'drop.lost' && isPlain ? before.at(-1) : undefined
  if (unconnected?.reading.symptom.startsWith('connect.') === true) return unconnected
  // Who has waited in vain closes the line.
  return handshake?.reading.symptom === 'drop.timeout' && !NOT_SO_PLAIN.test(last.record.text) ? handshake : last
}

function isEndOfHandshake(symptom: Symptom): boolean {
  return symptom === 'tls.handshake.eof' || symptom === 'tls.handshake.reset'
}

/** The longest that a session takes to die. */
const LONGEST_SECONDS = 3_600

function completed(decisive: Told, last: Told, told: readonly Told[]): TextReading {
  const { record, reading } = decisive
  // An exception that repeats what a log line told stands for itself: the line has the marks.
  const twin = told.findLast((one) => one !== decisive && one.record.marks.size > 0 && isSame(one.reading, reading))
  const until = told
    .slice(0, told.indexOf(decisive))
    .filter(
      (one) =>
        areTogether(one.record, record) ||
        (twin !== undefined && record.marks.size === 0 && areTogether(one.record, twin.record)),
    )
  const progress = until.findLast((one) => !isFailure(one))
  const stage = reading.stage ?? (reading.symptom.startsWith('drop.') ? stageUnderWay(progress) : undefined)
  const waited = reading.elapsedSeconds ?? (isSilent(reading) ? secondsSince(progress?.record, record) : undefined)
  return {
    ...reading,
    ...(stage !== undefined && reading.stage === undefined && { stage, stageFrom: 'words' as const }),
    ...(waited !== undefined && { elapsedSeconds: waited }),
    ...peerOf(decisive, last, until),
    expired: reading.expired || last.reading.expired,
    suspended: reading.suspended || last.reading.suspended,
  }
}

/** Few records are one delivery's: where all of them together name the stage of the same failure, it is this one's. */
function staged(story: TextReading, whole: TextReading, count: number): TextReading {
  return story.stage === undefined && whole.stage !== undefined && whole.symptom === story.symptom && count <= FEW
    ? { ...story, stage: whole.stage, stageFrom: 'words' }
    : story
}

/** What is done with at the end of a line is under way no more. */
const DONE = /\b(?:ok|okay|accepted|done|passed|succeeded|successful|complete|completed)\W{0,3}$/i

function stageUnderWay(progress: Told | undefined): Stage | undefined {
  if (progress === undefined || DONE.test(progress.record.text)) return undefined
  const words = wordsOf(progress.record.text)
  return progress.reading.stage ?? stageFromWords(words) ?? mentionedStage(words)
}

function isSame(one: TextReading, other: TextReading): boolean {
  return one.symptom === other.symptom && one.stage === other.stage
}

function isSilent({ symptom }: TextReading): boolean {
  return symptom === 'drop.timeout' || symptom === 'connect.timeout' || symptom === 'tls.handshake.timeout'
}

function secondsSince(before: LogRecord | undefined, record: LogRecord): number | undefined {
  if (before?.clock === undefined || record.clock === undefined) return undefined
  const seconds = record.clock - before.clock
  return seconds >= 1 && seconds <= LONGEST_SECONDS ? seconds : undefined
}

/** Whom the failure was with: as its own record names the peer, else the one that sums it up, else those before it. */
function peerOf({ reading }: Told, last: Told, until: readonly Told[]): Partial<TextReading> {
  if (reading.address !== undefined && reading.address === last.reading.address) return peerIn(last.reading)
  if (reading.host !== undefined || reading.address !== undefined) return {}
  const before = until.toReversed().map((one) => ({ ...namedPeer(one.record.text), ...peerIn(one.reading) }))
  const named = [peerIn(last.reading), ...before].find(
    ({ host, address }) => host !== undefined || address !== undefined,
  )
  return named ?? {}
}

/** The peer that the lines of a session name, the nearest to its end first. */
export function withPeerOfLines(reading: TextReading): TextReading {
  if (reading.host !== undefined || reading.address !== undefined) return reading
  for (const line of reading.text.split('\n').toReversed()) {
    const named = namedPeer(line.slice(0, 1_000))
    const { host, address } = named
    // The port that a session was meant for is told elsewhere, with whether TLS was spoken on it from the first octet.
    if (address !== undefined || named.port !== undefined)
      return { ...reading, ...(host !== undefined && { host }), ...(address !== undefined && { address }) }
  }
  return reading
}

function peerIn({ host, address, port }: TextReading): Partial<TextReading> {
  return {
    ...(host !== undefined && { host }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
  }
}
