import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf } from '../attempt-line.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

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

/** Reads Postal's webhook payloads and delivery rows as JSON lines, and the sender's lines of its text log. */
export function readLog(sink: LogSink): LineReader {
  function read(frame: Frame): boolean {
    const text = frame.message === '' ? wholeLine(frame) : frame.message
    if (text.startsWith('{')) return payload(frame, text)
    return sender(frame, text)
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

  function sender(frame: Frame, text: string): boolean {
    const at = text.search(/Cannot connect to |SSL error \(|Connected to \S{1,200}:\d|Sending message \S/)
    if (at < 0 || at > 400) return frame.program !== '' && ownsProgram(frame.program)
    if (text.startsWith('SSL error (', at)) sink.tlsFailed(text.slice(at, at + 2_000), frame.atMs)
    return true
  }

  return { read, end: () => undefined }
}
