import type { Frame } from '../../wire/syslog/frame.ts'
import { saidInReply } from '../attempt-line.ts'
import { tlsVersion } from '../field-text.ts'
import type { LineReader, LogSink, ServerEvent } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Deliveries } from './log-deliveries.ts'
import { openDeliveries } from './log-deliveries.ts'
import type { Entry } from './log-entry.ts'
import { fieldsOf, listOf, readEntry } from './log-entry.ts'

export function ownsProgram(program: string): boolean {
  return program === 'stalwart' || program === 'stalwart-mail' || program === 'stalwart-smtp'
}

/** Events that end one host's try without ending the message's: the next host may take it. With the command that a reply answers. */
const HOST_EVENTS: Readonly<Record<string, string>> = {
  'connect-error': '',
  'greeting-failed': '',
  'ehlo-rejected': 'EHLO',
  'lhlo-rejected': 'EHLO',
  'start-tls-error': 'STARTTLS',
  'start-tls-unavailable': 'STARTTLS',
  'implicit-tls-error': '',
  'auth-failed': 'AUTH',
  'mail-from-rejected': 'MAIL FROM',
  'rcpt-to-failed': 'RCPT TO',
  'mx-lookup-failed': '',
  'ip-lookup-failed': '',
  'null-mx': '',
  'message-rejected': 'end of DATA',
}

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

/** Reads Stalwart's text and JSON logs, joined by queue id. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('stalwart', sink)
  const deliveries = openDeliveries(sink, pending)

  function read(frame: Frame): boolean {
    const entry = readEntry(frame)
    if (entry === undefined) return false
    const { event } = entry
    if (event.startsWith('delivery.')) delivery(frame, entry, event.slice(9), deliveries)
    else if (event.startsWith('queue.')) queue(frame, entry, deliveries)
    else if (isMailListener(entry)) {
      const kind = SERVER_EVENTS[event] ?? (REFUSALS.test(event) ? 'rejected' : undefined)
      if (kind !== undefined) sink.server(kind, frame.atMs)
    }
    return true
  }

  function queue(frame: Frame, entry: Entry, into: Deliveries): void {
    // A message that is put into the queue; of a notification the span is about the message that it tells of.
    if (/^queue\.(?:queue-|.{1,40}-queued$)/.test(entry.event)) sink.queue('queued', frame.atMs)
    else if (entry.event === 'queue.rescheduled') into.settle(entry.fields.first('queueId'), frame.atMs)
  }

  function delivery(frame: Frame, entry: Entry, event: string, into: Deliveries): void {
    const { fields } = entry
    const id = fields.first('queueId')
    const at = { id, atMs: frame.atMs, recipients: listOf(fields.first('to')), sizeBytes: Number(fields.first('size')) }
    const host = fields.last('hostname').toLowerCase().replace(/\.$/, '')
    const mx = host === 'localhost' ? '' : host
    const peer = { mx, address: addressOf(fields.last('remoteIp')) }
    const to = fields.last('to')
    const recipient = to.startsWith('[') ? (listOf(to)[0] ?? '') : to
    if (event === 'attempt-start') into.begin(at)
    else if (event === 'domain-delivery-start') into.domain(at, fields.last('domain'))
    else if (Object.hasOwn(HOST_EVENTS, event)) {
      const said = saidIn(entry)
      const reason = isReply(said)
        ? saidInReply(mx, peer.address, said, HOST_EVENTS[event] ?? '')
        : `${entry.description} (delivery.${event})${mx === '' ? '' : ` hostname = "${mx}"`}, details = "${said}"`
      const tls = event.includes('tls')
      if (tls) sink.tlsFailed(reason, frame.atMs)
      // Without an MX record the domain's own address is tried: no failure yet.
      const detour = event !== 'mx-lookup-failed' || !said.includes('attempting implicit MX')
      into.hostFailed(at, fields.last('domain'), { ...peer, reason, tls, final: isFinal(event, said), detour })
    } else if (event === 'start-tls') sink.tlsEstablished(tlsVersion(fields.last('version')), frame.atMs)
    else if (event === 'delivered') into.sent(at, recipient, peer, fields.last('tls') === 'true')
    else if (event === 'dsn-success') into.notified(at, recipient, 'sent', '', peer)
    else if (event === 'rcpt-to-rejected') {
      const said = saidIn(entry)
      into.refused(at, recipient, said.startsWith('5'), saidInReply(mx, peer.address, said, 'RCPT TO'), peer)
    } else if (event === 'dsn-perm-fail') {
      const said = saidIn(entry)
      into.notified(at, recipient, 'bounced', isReply(said) ? saidInReply(mx, peer.address, said, '') : said, peer)
    } else if (event === 'concurrency-limit-exceeded' || event === 'rate-limit-exceeded') into.forget(id)
    else if (event === 'attempt-end' || event === 'failed' || event === 'completed') {
      into.settle(id, frame.atMs, fields.last('domain'))
      if (event === 'completed') sink.queue('removed', frame.atMs)
      if (event === 'attempt-end') into.end(id)
    }
  }

  return { read, end: () => undefined }
}

/** The reply, or what went wrong: `code` and `details`, or the error that `causedBy` holds. */
function saidIn({ fields, description }: Entry): string {
  const cause = fields.last('causedBy') || fields.last('details') || fields.last('reason')
  const brace = cause.indexOf(' { ')
  if (brace < 0 || !cause.endsWith('}')) return reply(fields.last('code'), cause || description)
  const inner = fieldsOf(cause.slice(brace + 3, -2))
  const code = inner.first('code') || fields.last('code')
  const reason = inner.last('reason')
  if (code !== '') return reply(code, reason || inner.last('details'))
  return [inner.first('details'), reason].filter((part) => part !== '').join(': ')
}

function reply(code: string, words: string): string {
  return /^\d{3}$/.test(code) ? `${code} ${words}` : words
}

function isReply(text: string): boolean {
  return /^[245]\d\d[ -]/.test(text)
}

function isFinal(event: string, said: string): boolean {
  return event === 'null-mx' || /^5\d\d /.test(said)
}

function addressOf(text: string): string {
  return text === '(null)' ? '' : text
}

/** Stalwart speaks IMAP and HTTP too. */
function isMailListener({ fields }: Entry): boolean {
  const port = fields.first('localPort')
  return port === '' || port === '25' || port === '465' || port === '587' || port === '2525'
}
