import { isRecord } from '../../base/is-record.ts'
import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { looksIso } from '../../wire/syslog/stamp.ts'
import { stringOf } from '../json-value.ts'
import { tracedEntry } from './traced-line.ts'

/** Fields of an entry. A name may come twice: first what the span says of the whole delivery, then what the event says. */
export interface Fields {
  /** The span's value. */
  first(name: string): string
  /** The event's own value. */
  last(name: string): string
}

/** One event: `TIME LEVEL Description (delivery.event) key = value, …`, or the same as JSON. */
export interface Entry {
  readonly description: string
  readonly event: string
  readonly fields: Fields
}

const HEAD = /^(?:INFO|WARN|ERROR|DEBUG|TRACE) ([^(]{1,200}) \(([a-z][a-z0-9-]{1,40}\.[a-z0-9-]{1,60})\) ?/
const FIELDS_LIMIT = 64

export function readEntry(frame: Frame): Entry | undefined {
  const whole = frame.message === '' ? wholeLine(frame) : frame.message
  if (whole.startsWith('{')) return jsonEntry(frame, whole)
  // Through syslog or the journal it brings its own stamp.
  const text = looksIso(whole, 0) ? whole.slice(whole.indexOf(' ') + 1) : whole
  const match = HEAD.exec(text.slice(0, 320))
  if (match === null) return tracedEntry(text)
  const [head, description = '', event = ''] = match
  // The tracer may set each field on a line of its own (`multiline`): of whom it speaks is not known here.
  if (head.length === text.trimEnd().length && event.startsWith('delivery.')) return undefined
  return { description, event, fields: fieldsOf(text.slice(head.length)) }
}

function jsonEntry(frame: Frame, text: string): Entry | undefined {
  if (!text.includes('"delivery.') && !text.includes('"event":') && !text.includes('"type":"')) return undefined
  const value = parseObject(text)
  const event = String(value?.['type'] ?? value?.['event'] ?? '')
  if (value === undefined || !/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(event)) return undefined
  const createdMs = Date.parse(stringOf(value['createdAt']))
  if (!Number.isNaN(createdMs)) frame.atMs = createdMs
  const inner = isRecord(value['data']) ? value['data'] : value
  return {
    description: String(value['text'] ?? value['description'] ?? event),
    event,
    fields: fieldsFrom(Object.entries(inner).map(([name, field]) => [name, valueText(field)])),
  }
}

/** As the text log writes it: an error within an event as `Name (smtp.error) { code = 550, reason = "…" }`. */
function valueText(field: unknown): string {
  if (typeof field === 'string') return field
  if (!isRecord(field) || !isRecord(field['data'])) return JSON.stringify(field)
  const name = stringOf(field['text']) || ERROR_NAMES[stringOf(field['type'])] || stringOf(field['type'])
  const inner = Object.entries(field['data']).map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
  return `${name} (${stringOf(field['type'])}) { ${inner.join(', ')} }`
}

/** What the text log calls an error, where a record has its type alone. */
const ERROR_NAMES: Readonly<Record<string, string>> = { 'mail-auth.dns-record-not-found': 'DNS record not found' }

function fieldsFrom(pairs: readonly (readonly [string, string])[]): Fields {
  return {
    first: (name) => pairs.find(([key]) => key === name)?.[1] ?? '',
    last: (name) => pairs.findLast(([key]) => key === name)?.[1] ?? '',
  }
}

/**
 * `key = value, key = "quoted", list = ["a", "b"], causedBy = Name (smtp.error) { details = I/O Error, reason = "…" }`. Quotes inside of
 * quotes are not escaped, so one ends a value only where the next field, a bracket or the end follows.
 */
export function fieldsOf(text: string): Fields {
  const pairs: (readonly [string, string])[] = []
  let index = 0
  while (index < text.length && pairs.length < FIELDS_LIMIT) {
    const equals = text.indexOf(' = ', index)
    if (equals < 0) break
    const name = text.slice(index, equals).replace(/^[, ]+/, '')
    const start = equals + 3
    const end = valueEnd(text, start)
    pairs.push([name, unquoted(text.slice(start, end))])
    index = end
  }
  return fieldsFrom(pairs)
}

function valueEnd(text: string, start: number): number {
  const opener = text.charCodeAt(start)
  if (opener === 34) return closingQuote(text, start + 1)
  if (opener === 91) {
    const close = text.indexOf(']', start)
    return close < 0 ? text.length : close + 1
  }
  let end = start
  for (;;) {
    const comma = text.indexOf(', ', end)
    const brace = text.indexOf(' { ', end)
    if (brace >= 0 && (comma < 0 || brace < comma)) {
      const close = text.indexOf(' }', brace + 3)
      if (close < 0) return text.length
      end = close + 2
      if (end >= text.length || text.startsWith(', ', end)) return end
      continue
    }
    if (comma < 0) return text.length
    if (beginsField(text, comma + 2)) return comma
    end = comma + 2
  }
}

function closingQuote(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    const next = quote + 1
    if (next >= text.length || text.startsWith(' }', next)) return next
    if (text.startsWith(', ', next) && beginsField(text, next + 2)) return next
  }
  return text.length
}

/** `name = ` */
function beginsField(text: string, start: number): boolean {
  let index = start
  for (let code = text.charCodeAt(index); isLetter(code); code = text.charCodeAt(index)) index++
  return index > start && index - start < 40 && text.startsWith(' = ', index)
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function unquoted(value: string): string {
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value
}

/** Addresses of `["a@x", "b@y"]`. */
export function listOf(value: string): readonly string[] {
  return value.startsWith('[') ? (value.match(/"[^"]{1,1000}"/g) ?? []).map((item) => item.slice(1, -1)) : []
}
