import { attemptOf } from '../attempt-line.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import type { Row } from './log.ts'

const OUTCOMES: ReadonlyMap<string, AttemptStatus> = new Map<string, AttemptStatus>([
  ['SEND', 'sent'],
  ['SENDEXTERNAL', 'sent'],
  ['DELIVER', 'sent'],
  ['DEFER', 'deferred'],
  ['SUBMITDEFER', 'deferred'],
  ['FAIL', 'bounced'],
  ['SUBMITFAIL', 'bounced'],
])

/** Message tracking: one row an event, several recipients in it. */
export function openTracking(sink: LogSink): (row: Row) => void {
  return (row) => {
    const event = row.of('eventid').toUpperCase()
    if (event === 'RECEIVE') sink.queue('queued', row.atMs)
    const status = OUTCOMES.get(event)
    if (status === undefined) return
    const words = splitStatus(row.of('recipientstatus'))
    const context = row.of('sourcecontext')
    const recipients = row.of('recipientaddress').split(';').slice(0, 10_000)
    recipients.forEach((recipient, index) => {
      if (recipient === '') return
      const reason = words[index] ?? words[0] ?? context
      sink.attempt(
        attemptOf({
          software: 'exchange',
          atMs: row.atMs,
          queueId: row.of('internalmessageid') || row.of('messageid'),
          recipient,
          status: status === 'bounced' && /message expired|expired after/i.test(reason) ? 'expired' : status,
          mx: status === 'sent' ? row.of('serverhostname').toLowerCase() : '',
          address: row.of('serverip'),
          dsn: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reason.slice(0, 2_000))?.[1] ?? '',
          reason: status === 'sent' ? '' : reason === '' ? context : reason,
          source: row.of('clientip'),
          sizeBytes: Number(row.of('totalbytes') || Number.NaN),
        }),
      )
    })
  }
}

/** Statuses are separated by semicolons, and so are the parts of `[{LED=…};{MSG=…}]`: brackets keep those together. */
function splitStatus(text: string): readonly string[] {
  if (text === '') return []
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length && parts.length < 10_000; index++) {
    const code = text.charCodeAt(index)
    if (code === 91 || code === 123) depth++
    else if (code === 93 || code === 125) depth--
    else if (code === 59 && depth <= 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
