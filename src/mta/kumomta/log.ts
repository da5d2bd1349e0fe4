import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { tlsVersion } from '../field-text.ts'
import type { Json } from '../json-value.ts'
import { numberOf, objectOf, stringOf } from '../json-value.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

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

/** Reads KumoMTA's JSON lines: one record says all of one event, so nothing has to be joined. */
export function readLog(sink: LogSink): LineReader {
  function read(frame: Frame): boolean {
    const line = frame.message === '' ? wholeLine(frame) : frame.message
    if (!line.startsWith('{') || !line.includes('"type":')) return false
    const record = parseObject(line)
    const type = stringOf(record?.['type'])
    if (record === undefined || !('queue' in record || 'recipient' in record || 'num_attempts' in record)) return false
    frame.atMs = timeOf(record, frame.atMs)
    if (type === 'Reception') sink.queue('queued', frame.atMs)
    else if (type === 'Rejection') sink.server('rejected', frame.atMs)
    else if (Object.hasOwn(STATUS, type)) attempts(frame, record, type, STATUS[type] ?? 'deferred')
    else return NOTES.has(type)
    return true
  }

  function attempts(frame: Frame, record: Json, type: string, status: AttemptStatus): void {
    const peer = objectOf(record['peer_address'])
    const mx = stringOf(peer['name']).replace(/\.$/, '').toLowerCase()
    const address = stringOf(peer['addr'])
    const version = stringOf(record['tls_protocol_version'])
    if (status === 'sent' && version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
    if (status === 'expired') sink.queue('expired', frame.atMs)
    const reply = replyOf(objectOf(record['response']), mx, address)
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
          suspended: type === 'TransientFailure' && address === '' && HELD_BACK.test(reply.words.slice(0, 200)),
          mx,
          address,
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

function replyOf(
  response: Json,
  mx: string,
  address: string,
): { readonly text: string; readonly words: string; readonly dsn: string } {
  const enhanced = objectOf(response['enhanced_code'])
  const dsn =
    'class' in enhanced ? [enhanced['class'], enhanced['subject'], enhanced['detail']].map(Number).join('.') : ''
  const content = stringOf(response['content'])
  if (content.startsWith('KumoMTA internal')) return { text: content, words: content, dsn }
  const code = numberOf(response['code'])
  const command = /^(MAIL FROM|RCPT TO|DATA|EHLO|STARTTLS|AUTH|\.)/i.exec(stringOf(response['command']))?.[1] ?? ''
  const text = [Number.isNaN(code) ? '' : String(code), dsn, content].filter((part) => part !== '').join(' ')
  return { text: saidInReply(mx, address, text, command === '.' ? 'end of DATA' : command), words: content, dsn }
}

/** `event_time` in seconds with a fraction, `timestamp` in whole seconds. */
function timeOf(record: Json, otherwise: number): number {
  const seconds = numberOf(record['event_time'])
  if (!Number.isNaN(seconds)) return seconds * 1000
  const iso = Date.parse(stringOf(record['event_time']))
  if (!Number.isNaN(iso)) return iso
  const timestamp = numberOf(record['timestamp'])
  return Number.isNaN(timestamp) ? otherwise : timestamp * 1000
}

function recipientsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, 10_000).map(stringOf)
  return [stringOf(value)]
}
