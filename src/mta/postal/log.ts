import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf } from '../attempt-line.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import type { Entry } from './log-entry.ts'
import { readEntry } from './log-entry.ts'
import { openSender } from './log-sender.ts'

export function ownsProgram(program: string): boolean {
  return program === 'postal' || program.startsWith('postal-')
}

/** A delivery's status in webhooks (`MessageSent`, `MessageDelayed`, …) and in the deliveries table. */
const STATUS: Readonly<Record<string, AttemptStatus>> = {
  Sent: 'sent',
  SoftFail: 'deferred',
  HardFail: 'bounced',
  Bounced: 'bounced',
  MessageSent: 'sent',
  MessageDelayed: 'deferred',
  MessageDeliveryFailed: 'bounced',
}

/** Reads Postal's webhook payloads and delivery rows as JSON lines, and its text log of versions 1 to 3. */
export function readLog(sink: LogSink): LineReader {
  const sender = openSender(sink)

  function read(frame: Frame): boolean {
    const text = frame.message === '' ? wholeLine(frame) : frame.message
    if (text.startsWith('{')) return payload(frame, text)
    const entry = readEntry(frame)
    if (entry !== undefined) told(entry, frame.atMs)
    return entry !== undefined || text.startsWith('Logfile created on ') || ownsProgram(frame.program)
  }

  function payload(frame: Frame, text: string): boolean {
    if (!text.includes('"details"') || !text.includes('"status"')) return false
    const record = parseObject(text)
    if (record === undefined) return false
    const body: Json = 'payload' in record ? objectOf(record['payload']) : record
    const word = stringOf(body['status']) || stringOf(record['event'])
    const status = Object.hasOwn(STATUS, word) ? STATUS[word] : undefined
    if (status === undefined) return false
    const message = objectOf(body['message'])
    const seconds = numberOf(body['timestamp'])
    frame.atMs = Number.isNaN(seconds) ? frame.atMs : seconds * 1000
    const output = stringOf(body['output'])
    const details = stringOf(body['details'])
    sink.attempt(
      attemptOf({
        software: 'postal',
        atMs: frame.atMs,
        queueId: String(message['id'] ?? body['id'] ?? ''),
        recipient: stringOf(message['to']) || stringOf(body['rcpt_to']),
        status,
        // The peer's own answer says more than "Temporary SMTP delivery error when sending to …".
        reason: status === 'sent' ? '' : /^[45]\d\d[ -]/.test(output) ? output : `${details} ${output}`.trim(),
        seconds: numberOf(body['time']),
        sizeBytes: numberOf(message['size']),
      }),
    )
    return true
  }

  function told(entry: Entry, atMs: number): void {
    if (entry.fromServer) {
      if (entry.text.includes('AUTH failure for ')) sink.server('authFailed', atMs)
      else if (entry.text.startsWith('SSL Negotiation Failed')) sink.server('tlsAcceptFailed', atMs)
    } else if (entry.session !== '') sender.line(entry, atMs)
    else if (/^message (?:requeued for trying later|has reached maximum number)/i.test(entry.text))
      sender.requeued(entry, atMs)
  }

  return { read, end: () => undefined }
}
