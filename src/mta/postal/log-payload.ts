import type { Frame } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import { replyLine } from './reply-line.ts'

/** A delivery's status in webhooks (`MessageSent`, `MessageDelayed`, …) and in the deliveries table. */
const STATUS: Readonly<Record<string, AttemptStatus>> = {
  Sent: 'sent',
  SoftFail: 'deferred',
  Error: 'deferred',
  HardFail: 'bounced',
  Bounced: 'bounced',
  MessageSent: 'sent',
  MessageDelayed: 'deferred',
  MessageDeliveryFailed: 'bounced',
}

/** What is no attempt: a message that is held back, a report on one that was sent before. */
const NO_ATTEMPT: ReadonlySet<string> = new Set(['Held', 'Processed', 'MessageHeld', 'MessageBounced'])

/** `203.0.113.2:25 (mx.example)`, and before version 3 `mx.example (203.0.113.2)` */
const ENDPOINT =
  / (?:([\d.]{7,15}|[0-9a-f:]{3,39}):\d{1,5} \(([\w.-]{1,255})\)|([\w.-]{1,255}) \(([\d.]{7,15}|[0-9a-f:]{3,39})\))/i

/** One payload of a webhook, or one row of the deliveries table, as a line of JSON. False: it is none. */
export function readPayload(frame: Frame, text: string, sink: LogSink): boolean {
  if (!text.includes('"details"') && !text.includes('"MessageBounced"')) return false
  const record = parseObject(text)
  if (record === undefined) return false
  const body: Json = 'payload' in record ? objectOf(record['payload']) : record
  const word = stringOf(body['status']) || stringOf(record['event'])
  if (NO_ATTEMPT.has(word)) return true
  const status = Object.hasOwn(STATUS, word) ? STATUS[word] : undefined
  if (status === undefined) return false
  const message = objectOf(body['message'])
  const seconds = numberOf(body['timestamp'])
  frame.atMs = Number.isNaN(seconds) ? frame.atMs : seconds * 1000
  const details = stringOf(body['details'])
  const isExpired = details.startsWith('Maximum number of delivery attempts ')
  if (isExpired) sink.queue('expired', frame.atMs)
  const [, address = '', mx = '', host = '', hostAddress = ''] = ENDPOINT.exec(details.slice(0, 800)) ?? []
  const peer = { mx: (mx || host).toLowerCase(), address: address || hostAddress }
  sink.attempt(
    attemptOf({
      software: 'postal',
      atMs: frame.atMs,
      queueId: String(message['id'] ?? body['id'] ?? ''),
      recipient: stringOf(message['to']) || stringOf(body['rcpt_to']),
      status: isExpired ? 'expired' : status,
      ...peer,
      reason: status === 'sent' ? '' : reasonOf(details, stringOf(body['output']), peer),
      seconds: numberOf(body['time']),
      sizeBytes: numberOf(message['size']),
    }),
  )
  return true
}

/** The peer's own answer says more than "Temporary SMTP delivery error when sending to …". */
function reasonOf(
  details: string,
  output: string,
  { mx, address }: { readonly mx: string; readonly address: string },
): string {
  return /^[45]\d\d[ -]/.test(output) ? saidInReply(mx, address, replyLine(output), '') : `${details} ${output}`.trim()
}
