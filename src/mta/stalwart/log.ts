import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { tlsVersion } from '../field-text.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'

export function ownsProgram(program: string): boolean {
  return program === 'stalwart' || program === 'stalwart-mail' || program === 'stalwart-smtp'
}

/** Where a line that died was, in the words that all readers of text know. */
const WHERE: Readonly<Record<string, string>> = {
  'greeting-failed': ' while receiving the initial server greeting',
  'ehlo-rejected': ' while performing the EHLO handshake',
  'lhlo-rejected': ' while performing the LHLO handshake',
  'mail-from-rejected': ' while sending MAIL FROM',
  'message-rejected': ' while sending end of data',
}

/** Events that end one host's try without ending the message's: the next host may take it. */
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
  'mx-lookup-failed': '',
  'ip-lookup-failed': '',
  'null-mx': '',
  'message-rejected': 'end of DATA',
}

/** Reads Stalwart's text and JSON logs: `TIME LEVEL Description (delivery.event) key = value, …`, joined by queue id. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('stalwart', sink)
  const last = new BoundedMap<string, { readonly reason: string; readonly mx: string; readonly address: string }>(8_192)

  function read(frame: Frame): boolean {
    const entry = entryOf(frame)
    if (entry === undefined) return false
    if (!entry.event.startsWith('delivery.')) return true
    const event = entry.event.slice(9)
    const of = (name: string): string => entry.fields.get(name) ?? ''
    const id = of('queueId')
    const mx = of('hostname').toLowerCase().replace(/\.$/, '')
    const address = of('remoteIp')
    const said = replyOf(of, entry.description)
    if (Object.hasOwn(HOST_EVENTS, event)) {
      const isTls = event.includes('tls')
      const verb = HOST_EVENTS[event] ?? ''
      const reason = isReply(said)
        ? saidInReply(mx, address, said, verb)
        : `${entry.description}: ${said}${WHERE[event] ?? ''}`
      if (isTls) sink.tlsFailed(reason, frame.atMs)
      pending.add(id, { atMs: frame.atMs, mx, address, reason, tls: isTls })
      last.set(id, { reason, mx, address })
    } else if (event === 'start-tls') sink.tlsEstablished(tlsVersion(of('version')), frame.atMs)
    else if (event === 'delivered') {
      pending.healed(id, { mx, address, encrypted: of('tls') === 'true' })
      last.delete(id)
      attempt(frame, id, of('to'), 'sent', '', mx, address)
    } else if (event === 'rcpt-to-rejected' || event === 'rcpt-to-failed')
      attempt(
        frame,
        id,
        of('to'),
        said.startsWith('5') ? 'bounced' : 'deferred',
        saidInReply(mx, address, said, 'RCPT TO'),
        mx,
        address,
      )
    else if (event === 'concurrency-limit-exceeded' || event === 'rate-limit-exceeded') last.delete(id)
    else if (event === 'attempt-end' || event === 'completed' || event === 'failed')
      failed(frame, id, of('to') || of('domain'))
    return true
  }

  function failed(frame: Frame, id: string, to: string): void {
    const failure = last.get(id)
    if (failure === undefined) return
    last.delete(id)
    pending.failed(id)
    const status = /said: 5\d\d|null.?mx/i.test(failure.reason.slice(0, 500)) ? 'bounced' : 'deferred'
    attempt(frame, id, to, status, failure.reason, failure.mx, failure.address)
  }

  function attempt(
    frame: Frame,
    queueId: string,
    to: string,
    status: 'sent' | 'deferred' | 'bounced',
    reason: string,
    mx: string,
    address: string,
  ): void {
    const recipient = to.includes('@') ? to : ''
    sink.attempt(
      attemptOf({
        software: 'stalwart',
        atMs: frame.atMs,
        queueId,
        recipient,
        ...(recipient === '' ? { domain: to.toLowerCase() } : {}),
        status,
        mx,
        address,
        reason,
      }),
    )
  }

  return { read, end: () => undefined }
}

interface Entry {
  readonly description: string
  readonly event: string
  readonly fields: ReadonlyMap<string, string>
}

function entryOf(frame: Frame): Entry | undefined {
  const text = frame.message === '' ? wholeLine(frame) : frame.message
  if (text.startsWith('{')) return jsonEntry(text)
  const match = /^(?:INFO|WARN|ERROR|DEBUG|TRACE) ([^(]{1,200}) \(([a-z][a-z0-9-]{1,40}\.[a-z0-9-]{1,60})\) ?/.exec(
    text.slice(0, 320),
  )
  if (match === null) return undefined
  const [head, description = '', event = ''] = match
  return { description, event, fields: fieldsOf(text.slice(head.length)) }
}

function jsonEntry(text: string): Entry | undefined {
  if (!text.includes('"delivery.') && !text.includes('"event":') && !text.includes('"type":"')) return undefined
  const value = parseObject(text)
  const event = String(value?.['type'] ?? value?.['event'] ?? '')
  if (value === undefined || !/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(event)) return undefined
  const inner = typeof value['data'] === 'object' && value['data'] !== null ? value['data'] : value
  return {
    description: String(value['text'] ?? value['description'] ?? event),
    event,
    fields: new Map(
      Object.entries(inner).map(([name, field]) => [name, typeof field === 'string' ? field : JSON.stringify(field)]),
    ),
  }
}

/** `key = value, key = "quoted, value", list = ["a", "b"]` */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let index = 0
  while (index < text.length && fields.size < 64) {
    const equals = text.indexOf(' = ', index)
    if (equals < 0) break
    const name = text.slice(index, equals).replace(/^[, ]+/, '')
    let end = equals + 3
    const opener = text.charCodeAt(end)
    let value: string
    if (opener === 34) {
      const start = ++end
      while (end < text.length && text.charCodeAt(end) !== 34) end += text.charCodeAt(end) === 92 ? 2 : 1
      value = text.slice(start, end).replaceAll(/\\(.)/g, '$1')
      end++
    } else {
      const close = opener === 91 ? text.indexOf(']', end) + 1 : text.indexOf(', ', end)
      const stop = close <= 0 ? text.length : close
      value = text.slice(end, stop)
      end = stop
    }
    fields.set(name, value)
    index = end
  }
  return fields
}

function replyOf(of: (name: string) => string, description: string): string {
  const code = of('code')
  const words = of('details') || of('reason') || description
  return /^\d{3}$/.test(code) ? `${code} ${words}` : words
}

function isReply(text: string): boolean {
  return /^[245]\d\d[ -]/.test(text)
}
