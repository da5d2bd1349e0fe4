import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { attemptOf } from '../attempt-line.ts'
import { tlsVersion } from '../field-text.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { peerOf, recipientsOf, recordsOf, replyOf, timeOf } from './records.ts'

const STATUS: Readonly<Record<string, AttemptStatus>> = {
  Delivery: 'sent',
  TransientFailure: 'deferred',
  Bounce: 'bounced',
  Expiration: 'expired',
}

const NOTES: ReadonlySet<string> = new Set([
  'AdminBounce',
  'AdminRebind',
  'OOB',
  'Feedback',
  'Delayed',
  'DeferredInjectionRebind',
  'XferOut',
  'XferIn',
])

/**
 * A queue that is held back, after failures that had records of their own or by an administrator, is written as one transient failure for
 * each message in it, though none was tried: crates/kumod/src/ready_queue.rs, `bulk_ready_queue_operation` and the suspensions.
 */
const HELD_BACK =
  /^(?:KumoMTA internal: )?(?:bulk delay of ready queue\b|No answer from any hosts listed in MX\b|(?:scheduled|ready) queue (?:is )?(?:suspended|throttled)\b|returning message to scheduled queue\b)/

/** Reads KumoMTA's JSON lines: one record says all of one event, so nothing has to be joined. Templates may shape it. */
export function readLog(sink: LogSink): LineReader {
  function read(frame: Frame): boolean {
    const line = frame.message === '' ? wholeLine(frame) : frame.message
    if (!/^[[{]/.test(line) || !line.includes('"type":')) return false
    const records = recordsOf(line)
    return records.length > 0 && records.map((one) => record(frame, one)).every((isKnown) => isKnown)
  }

  function record(frame: Frame, fields: Json): boolean {
    const type = stringOf(fields['type'])
    frame.atMs = timeOf(fields, frame.atMs)
    if (type === 'Reception') sink.queue('queued', frame.atMs)
    else if (type === 'Rejection') sink.server('rejected', frame.atMs)
    else if (Object.hasOwn(STATUS, type)) attempts(frame, fields, type, STATUS[type] ?? 'deferred')
    else return NOTES.has(type)
    return true
  }

  function attempts(frame: Frame, record: Json, type: string, status: AttemptStatus): void {
    const peer = peerOf(record)
    const version = stringOf(record['tls_protocol_version'])
    if (status === 'sent' && version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
    if (status === 'expired') sink.queue('expired', frame.atMs)
    const reply = replyOf(record, peer)
    if (status !== 'sent' && /TLS handshake|STARTTLS/.test(reply.text.slice(0, 4_000)))
      sink.tlsFailed(reply.text, frame.atMs)
    for (const recipient of recipientsOf(record['recipient']))
      sink.attempt(
        attemptOf({
          software: 'kumomta',
          atMs: frame.atMs,
          queueId: stringOf(record['id']),
          recipient,
          status,
          suspended: type === 'TransientFailure' && peer.address === '' && HELD_BACK.test(reply.words.slice(0, 200)),
          ...peer,
          dsn: reply.dsn,
          // Given up by the queue's own clock: its synthetic 551 is nobody's reply.
          reason: status === 'sent' ? '' : status === 'expired' ? `message expired: ${reply.words}` : reply.text,
          source: stringOf(record['egress_source']) || stringOf(objectOf(record['source_address'])['address']),
          sizeBytes: numberOf(record['size']),
        }),
      )
    if (type !== 'TransientFailure') sink.queue('removed', frame.atMs)
  }

  return { read, end: () => undefined }
}
