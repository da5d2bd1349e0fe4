import { rowOf } from '../../base/row-of.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { saidInReply } from '../attempt-line.ts'
import { tlsVersion } from '../field-text.ts'
import type { LineReader, LogSink, ServerEvent } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { hostFailureOf, isReply, peerOf, saidIn } from './host-failure.ts'
import { openDeliveries } from './log-deliveries.ts'
import type { Entry } from './log-entry.ts'
import { listOf, readEntry } from './log-entry.ts'

export function ownsProgram(program: string): boolean {
  return program === 'stalwart' || program === 'stalwart-mail' || program === 'stalwart-smtp'
}

/** What happens between smtpd and its clients. */
const SERVER_EVENTS: Readonly<Record<string, ServerEvent>> = {
  'tls.handshake-error': 'tlsAcceptFailed',
  'auth.failed': 'authFailed',
  'auth.error': 'authFailed',
  'network.timeout': 'timedOut',
  'network.read-error': 'lost',
  'smtp.concurrency-limit-exceeded': 'connectionLimit',
  'smtp.rate-limit-exceeded': 'connectionLimit',
  'limit.concurrent-connection': 'connectionLimit',
}

/** What smtpd says when it refuses a client, a sender, a recipient or a message. */
const REFUSALS =
  /^smtp\.(?:mailbox-does-not-exist|relay-not-allowed|message-too-large|too-many-(?:recipients|messages|invalid-rcpt)|[a-z-]{1,40}-(?:rejected|not-allowed|greylisted))$/

/** Of one message on its way out; what a policy says of its hosts has names of its own. */
const DELIVERY = /^(?:delivery|dane|mta-sts)\./

/** Reads Stalwart's text and JSON logs, joined by queue id. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('stalwart', sink)
  const deliveries = openDeliveries(sink, pending)

  function read(frame: Frame): boolean {
    const entry = readEntry(frame)
    if (entry === undefined) return false
    const { event } = entry
    if (DELIVERY.test(event)) delivery(frame, entry)
    else if (event.startsWith('queue.')) queue(frame, entry)
    else if (isMailListener(entry)) {
      const kind = rowOf(SERVER_EVENTS, event) ?? (REFUSALS.test(event) ? 'rejected' : undefined)
      if (kind !== undefined) sink.server(kind, frame.atMs)
    }
    return true
  }

  function queue(frame: Frame, entry: Entry): void {
    // A message that is put into the queue; of a notification the span is about the message that it tells of.
    if (/^queue\.(?:queue-|.{1,40}-queued$)/.test(entry.event)) sink.queue('queued', frame.atMs)
    else if (entry.event === 'queue.rescheduled') deliveries.settle(entry.fields.first('queueId'), frame.atMs)
  }

  function delivery(frame: Frame, entry: Entry): void {
    const { fields, event } = entry
    const id = fields.first('queueId')
    const at = { id, atMs: frame.atMs, recipients: listOf(fields.first('to')), sizeBytes: Number(fields.first('size')) }
    const failure = hostFailureOf(entry)
    if (failure !== undefined) {
      if (failure.tls) sink.tlsFailed(failure.reason, frame.atMs)
      return deliveries.hostFailed(at, fields.last('domain'), failure)
    }
    const peer = peerOf(entry)
    const to = fields.last('to')
    const recipient = to.startsWith('[') ? (listOf(to)[0] ?? '') : to
    switch (event) {
      case 'delivery.attempt-start':
        return deliveries.begin(at)
      case 'delivery.domain-delivery-start':
        return deliveries.domain(at, fields.last('domain'))
      case 'delivery.start-tls':
        return sink.tlsEstablished(tlsVersion(fields.last('version')), frame.atMs)
      case 'delivery.delivered':
        return deliveries.sent(at, recipient, peer, fields.last('tls') === 'true')
      case 'delivery.dsn-success':
        return deliveries.notified(at, recipient, 'sent', '', peer)
      case 'delivery.rcpt-to-rejected': {
        const said = saidIn(entry)
        const reason = saidInReply(peer.mx, peer.address, said, 'RCPT TO')
        return deliveries.refused(at, recipient, said.startsWith('5'), reason, peer)
      }
      case 'delivery.dsn-perm-fail': {
        const said = saidIn(entry)
        const reason = isReply(said) ? saidInReply(peer.mx, peer.address, said, '') : said
        return deliveries.notified(at, recipient, 'bounced', reason, peer)
      }
      case 'delivery.concurrency-limit-exceeded':
      case 'delivery.rate-limit-exceeded':
        return deliveries.forget(id)
      case 'delivery.failed':
        return deliveries.settle(id, frame.atMs, fields.last('domain'))
      case 'delivery.completed':
        deliveries.settle(id, frame.atMs, fields.last('domain'))
        return sink.queue('removed', frame.atMs)
      case 'delivery.attempt-end':
        deliveries.settle(id, frame.atMs, fields.last('domain'))
        return deliveries.end(id)
    }
  }

  return { read, end: () => undefined }
}

/** Stalwart speaks IMAP and HTTP too. */
function isMailListener({ fields }: Entry): boolean {
  const port = fields.first('localPort')
  return port === '' || port === '25' || port === '465' || port === '587' || port === '2525'
}
