import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf } from '../attempt-line.ts'
import { quotedField } from '../field-text.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { domainOf } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'

export function ownsProgram(program: string): boolean {
  return program === 'haraka'
}

/** `[LEVEL] [UUID] [plugin] text`, or the same as logfmt or JSON. */
interface Entry {
  readonly uuid: string
  readonly plugin: string
  readonly text: string
}

/** Reads Haraka 2 and 3: its own format, logfmt and JSON. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('haraka', sink)

  function read(frame: Frame): boolean {
    const entry = entryOf(frame)
    if (entry === undefined) return false
    if (!entry.plugin.startsWith('outbound') && !/^(?:delivered |bouncing |Temp failing )/.test(entry.text)) {
      if (entry.text.startsWith('connection limit') || entry.text.includes('too many concurrent connections'))
        sink.server('connectionLimit', frame.atMs)
      return true
    }
    const { uuid, text } = entry
    if (text.startsWith('delivered ')) delivered(frame, uuid, text)
    else if (text.startsWith('recipient ')) recipient(frame, uuid, text)
    else if (text.startsWith('Temp failing ')) wholeMessage(frame, uuid, text, 'deferred')
    else if (text.startsWith('bouncing mail: ')) wholeMessage(frame, uuid, text, 'bounced')
    else if (
      /connection failed to |^Failed to get socket|closed connection while|^Connection closed/.test(text.slice(0, 300))
    )
      pending.add(uuid, { atMs: frame.atMs, ...hostIn(text), reason: text, tls: false })
    else if (/TLS (?:error|connection failed)|secure socket|handshake/i.test(text.slice(0, 300))) {
      sink.tlsFailed(text, frame.atMs)
      pending.add(uuid, { atMs: frame.atMs, ...hostIn(text), reason: text, tls: true })
    }
    return true
  }

  function delivered(frame: Frame, uuid: string, text: string): void {
    const mx = quotedField(text, 'host').toLowerCase()
    const address = quotedField(text, 'ip')
    const encrypted = /^(?:Y|true)/i.test(quotedField(text, 'tls'))
    pending.healed(uuid, { mx, address, encrypted })
    // "rcpts=2/0/1": taken, put off, refused. The latter two had lines of their own.
    const [taken = '1'] = quotedField(text, 'rcpts').split('/')
    for (let count = Math.min(Number.parseInt(taken, 10) || 1, 10_000); count > 0; count--)
      sink.attempt(
        attemptOf({
          software: 'haraka',
          atMs: frame.atMs,
          queueId: quotedField(text, 'file') || uuid,
          recipient: '',
          domain: quotedField(text, 'domain').toLowerCase(),
          status: 'sent',
          mx,
          address,
          seconds: Number(quotedField(text, 'delay') || Number.NaN),
        }),
      )
  }

  /** `recipient <r> deferred: 450 …`, `recipient <r> rejected: 550 …`. */
  function recipient(frame: Frame, uuid: string, text: string): void {
    const match = /^recipient <?([^> ]{1,320})>? (deferred|rejected|bounced): ?/.exec(text.slice(0, 400))
    if (match === null) return
    const [head, address = '', word = ''] = match
    sink.attempt(
      attemptOf({
        software: 'haraka',
        atMs: frame.atMs,
        queueId: uuid,
        recipient: address,
        domain: domainOf(address),
        status: word === 'deferred' ? 'deferred' : 'bounced',
        reason: text.slice(head.length),
      }),
    )
  }

  function wholeMessage(frame: Frame, uuid: string, text: string, status: 'deferred' | 'bounced'): void {
    // Each recipient's own refusal was told before.
    if (text.includes('Some recipients')) return
    const match = /^Temp failing (\S{1,300}) for \d{1,9} seconds: /.exec(text.slice(0, 400))
    const reason = status === 'bounced' ? text.slice(15) : text.slice(match?.[0].length ?? 13)
    pending.failed(uuid)
    sink.attempt(
      attemptOf({
        software: 'haraka',
        atMs: frame.atMs,
        queueId: match?.[1] ?? uuid,
        recipient: '',
        status,
        ...hostIn(reason),
        reason,
      }),
    )
  }

  return { read, end: () => undefined }
}

const LEVEL = /^\[(?:DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] /

function entryOf(frame: Frame): Entry | undefined {
  const text = frame.message === '' ? wholeLine(frame) : frame.message
  if (LEVEL.test(text)) {
    const uuidAt = text.indexOf('] [')
    const uuidEnd = text.indexOf('] [', uuidAt + 2)
    const pluginEnd = text.indexOf('] ', uuidEnd + 3)
    if (uuidAt < 0 || uuidEnd < 0 || pluginEnd < 0) return undefined
    return {
      uuid: text.slice(uuidAt + 3, uuidEnd),
      plugin: text.slice(uuidEnd + 3, pluginEnd),
      text: text.slice(pluginEnd + 2),
    }
  }
  if (text.startsWith('level=') && text.includes(' source=')) {
    const message = quotedField(text, 'message')
    return { uuid: quotedField(text, 'uuid'), plugin: quotedField(text, 'source'), text: withFields(message, text) }
  }
  if (text.startsWith('{"level":') && text.includes('"source":')) {
    const value = parseObject(text)
    if (value === undefined) return undefined
    const fields = Object.entries(value)
      .filter(([name]) => name !== 'message' && name !== 'level')
      .map(([name, field]) => `${name}=${JSON.stringify(String(field))}`)
      .join(' ')
    return {
      uuid: String(value['uuid'] ?? ''),
      plugin: String(value['source'] ?? ''),
      text: withFields(String(value['message'] ?? ''), fields),
    }
  }
  return undefined
}

/** Structured entries have the bare verb as message and its fields beside it. */
function withFields(message: string, fields: string): string {
  return message === 'delivered' ? `delivered ${fields}` : message
}

function hostIn(text: string): { readonly mx: string; readonly address: string } {
  const match = /(?:^| )([a-z0-9][a-z0-9.-]{2,252}|\[?[0-9a-f:.]{3,45}\]?):(?:25|465|587)\b/i.exec(text.slice(0, 400))
  const name = (match?.[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase()
  return /^[\d.]+$|:/.test(name) ? { mx: '', address: name } : { mx: name, address: '' }
}
