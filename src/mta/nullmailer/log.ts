import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { isFinal, isTlsFailure, reasonOf } from './failure.ts'

export function ownsProgram(program: string): boolean {
  return program === 'nullmailer' || program === 'nullmailer-send'
}

/** One message at one relay: from `Starting delivery:` to what came of it. */
interface Try {
  readonly file: string
  readonly relay: string
  recipients: readonly string[]
  /** What the program that speaks the protocol said last. */
  words: string
  /** What it said is a reply, of which another line is to come. */
  goesOn: boolean
}

/** A message that no relay has taken yet in this run of the queue. */
interface Held {
  readonly atMs: number
  readonly last: Try
  readonly reason: string
  readonly final: boolean
}

const RECIPIENTS_HELD = 1_000
const WORDS_HELD = 4_000

/** 2.x names host, protocol and file; 1.x protocol, host and file. */
const STARTING =
  /^Starting delivery: (?:protocol: \S{1,40} )?host: (\S{1,255}) (?:protocol: \S{1,40} )?file: (\S{1,80})$/

/** Lines that tell of no message; they tell whose a line is that comes without a program's name. */
const NOTES =
  /^(?:Rescanning queue\.|Trigger pulled\.|Starting delivery, \d{1,9} message\(s\) in queue\.|Generating (?:double )?bounce for |Not generating double bounce for |nullmailer-send: \S{1,40} crashed or was killed: )/i

/**
 * Reads nullmailer 1.x and 2.x, which delivers one message after the other to the relays of its list, one relay after the other: what the
 * first does not take is tried with the next in the same run of the queue, and put off when the run is over.
 */
export function readLog(sink: LogSink): LineReader {
  const held = new BoundedMap<string, Held>(8_192, () => sink.forgotten('messages', 1))
  const pending = createPendingFailures('nullmailer', sink)
  const expiries = openExpiries(sink)
  let open: Try | undefined

  function read(frame: Frame): boolean {
    const text = frame.message === '' ? wholeLine(frame) : frame.message
    const isOwn = ownsProgram(frame.program)
    const starting = STARTING.exec(text.slice(0, 500))
    if (starting !== null) begin(starting[1] ?? '', starting[2] ?? '')
    else if (text.startsWith('Delivery complete, ')) runEnded()
    else if (open !== undefined && ofTry(frame.atMs, open, text)) return true
    else {
      const moved = /^Moving message (\S{1,80}) into failed/.exec(text.slice(0, 200))
      if (moved !== null) givenUp(frame.atMs, moved[1] ?? '')
      else return isOwn || NOTES.test(text.slice(0, 120))
    }
    return true
  }

  function begin(relay: string, file: string): void {
    open = { file: ownString(file), relay: ownString(relay), recipients: [], words: '', goesOn: false }
    const before = held.get(file)
    if (before === undefined) return
    const { atMs, reason, last } = before
    pending.add(file, { atMs, mx: last.relay, address: '', reason, tls: false })
  }

  /** False: the line is of no try. */
  function ofTry(atMs: number, of: Try, text: string): boolean {
    if (text.startsWith('From: <')) of.recipients = recipientsIn(text)
    else if (/^(?:smtp|qmqp): Failed: ?/.test(text)) say(of, text.slice(text.indexOf(': Failed:') + 9).trim())
    else if (of.goesOn && /^[2-5]\d\d[ -]/.test(text)) say(of, `${of.words}/${text}`, text)
    else if (text.startsWith('Sending timed out')) failed(atMs, of, text)
    else if (text.startsWith('Sending failed: ')) failed(atMs, of, text.slice(16).trim())
    else if (text.startsWith('Sending process crashed')) failed(atMs, of, text)
    else if (text.startsWith('Sent file.')) sent(atMs, of)
    else return /^(?:(?:smtp|qmqp): Succeeded: |Message-Id: <)/i.test(text)
    return true
  }

  function sent(atMs: number, of: Try): void {
    open = undefined
    held.delete(of.file)
    pending.healed(of.file, { mx: of.relay, address: '', encrypted: true })
    end(atMs, of, 'sent', '')
  }

  function failed(atMs: number, of: Try, verdict: string): void {
    open = undefined
    const reason = reasonOf(of.relay, of.words, verdict)
    if (isTlsFailure(of.words)) sink.tlsFailed(reason, atMs)
    held.set(of.file, { atMs, last: of, reason: ownString(reason.slice(0, 2_000)), final: isFinal(verdict) })
  }

  /** Refused for good; or what would pass has been tried for too long. */
  function givenUp(atMs: number, file: string): void {
    const failure = held.get(file)
    if (failure === undefined) return
    held.delete(file)
    pending.failed(file)
    end(atMs, failure.last, failure.final ? 'bounced' : 'expired', failure.reason)
  }

  function runEnded(): void {
    open = undefined
    for (const [file, { atMs, last, reason }] of held.entries()) {
      pending.failed(file)
      end(atMs, last, 'deferred', reason)
    }
    held.clear()
  }

  function end(atMs: number, { file, relay, recipients }: Try, status: AttemptStatus, reason: string): void {
    if (status !== 'deferred') sink.queue('removed', atMs)
    if (status === 'expired') expiries.tell(file, atMs)
    for (const recipient of recipients.length === 0 ? [''] : recipients)
      sink.attempt(attemptOf({ software: 'nullmailer', atMs, queueId: file, recipient, status, mx: relay, reason }))
  }

  return { read, end: runEnded }
}

/** The lines of a reply, joined by strokes; `line` is the last of them. */
function say(of: Try, words: string, line = words): void {
  of.words = ownString(words.slice(0, WORDS_HELD))
  of.goesOn = /^[2-5]\d\d-/.test(line)
}

/** `From: <s> to: <a>, <b>` */
function recipientsIn(text: string): readonly string[] {
  const at = text.indexOf('> to: <')
  if (at < 0) return []
  const list = text.slice(at + 7, text.endsWith('>') ? -1 : undefined)
  return list.split('>, <', RECIPIENTS_HELD).map(ownString)
}
