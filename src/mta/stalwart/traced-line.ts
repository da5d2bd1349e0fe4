import { rowOf } from '../../base/row-of.ts'
import type { Entry, Fields } from './log-entry.ts'

/**
 * Lines of versions before 0.9, as the tracing crate writes them: the spans that hold, who speaks, and the fields of the event:
 * `INFO delivery{id=1 …}:attempt{domain="there.example" …}: smtp::outbound::delivery: context="tls" event="failed" mx="mx.there.example" error=…`
 */
const LINE =
  /^(?:INFO|WARN|ERROR|DEBUG|TRACE) +(delivery|session)\{([^]{0,1000}?)\}: ((?:[a-z_]{1,30}::){1,6}[a-z_]{1,30}): ([^]*)$/

/** What context and event say, in the words of later versions. */
const EVENTS: Readonly<Record<string, string>> = {
  'delivery ehlo rejected': 'delivery.ehlo-rejected',
  'delivery auth failed': 'delivery.auth-failed',
  'delivery sender rejected': 'delivery.mail-from-rejected',
  'delivery rcpt rejected': 'delivery.rcpt-to-rejected',
  'delivery rcpt failed': 'delivery.rcpt-to-failed',
  'delivery rcpt delivered': 'delivery.delivered',
  'delivery message rejected': 'delivery.message-rejected',
  'delivery message failed': 'delivery.message-rejected',
  'delivery connect failed': 'delivery.connect-error',
  'delivery greeting rejected': 'delivery.greeting-failed',
  'delivery greeting failed': 'delivery.greeting-failed',
  'delivery tls failed': 'delivery.start-tls-error',
  'delivery tls unavailable': 'delivery.start-tls-unavailable',
  'delivery dns mx-failed': 'delivery.mx-lookup-failed',
  'delivery dns ip-failed': 'delivery.ip-lookup-failed',
  'delivery queue requeue': 'queue.rescheduled',
  'delivery queue completed': 'delivery.attempt-end',
  'session rcpt error': 'smtp.mailbox-does-not-exist',
  'session rcpt rejected': 'smtp.mailbox-does-not-exist',
  'session auth failed': 'auth.failed',
  'session tls error': 'tls.handshake-error',
}

/** Names that fields have in later versions. */
const NAMES: Readonly<Record<string, string>> = {
  id: 'queueId',
  'queue-id': 'queueId',
  mx: 'hostname',
  rcpt: 'to',
  error: 'details',
  reason: 'details',
  response: 'details',
  'remote.ip': 'remoteIp',
}

/** undefined: a line of another grammar. */
export function tracedEntry(text: string): Entry | undefined {
  const line = LINE.exec(text)
  if (line === null) return undefined
  const [, span = '', spans = '', , rest = ''] = line
  const pairs = [...pairsOf(spans.replaceAll(/\}:[a-z_]{1,30}\{/g, ' ')), ...pairsOf(rest.slice(0, 8_000))]
  const value = (name: string): string => pairs.findLast(([key]) => key === name)?.[1] ?? ''
  const event = EVENTS[`${span} ${value('context')} ${value('event')}`] ?? 'traced.note'
  const fields: Fields = {
    first: (name) => pairs.find(([key]) => key === name)?.[1] ?? '',
    last: value,
  }
  return { description: `${value('context')} ${value('event')}`, event, fields }
}

const FIELDS_LIMIT = 64
const NEXT = / (?=[a-z][a-z_.-]{0,30}=)/

/** `key="quoted" key=words that go on to the next key` */
function pairsOf(text: string): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  let rest = text.replace(/^[^=]{0,400}?(?=(?:^| )[a-z][a-z_.-]{0,30}=)/, '').trimStart()
  while (rest !== '' && pairs.length < FIELDS_LIMIT) {
    const equals = rest.indexOf('=')
    if (equals <= 0 || equals > 32) break
    const name = rest.slice(0, equals)
    const end = rest.charCodeAt(equals + 1) === 34 ? quoteEnd(rest, equals + 2) : wordEnd(rest, equals + 1)
    const value = rest.slice(equals + 1, end).replace(/^"|"$/g, '')
    pairs.push([rowOf(NAMES, name) ?? name, asReply(value)])
    rest = rest.slice(end).trimStart()
  }
  return pairs
}

function quoteEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1))
    if (text.charCodeAt(quote - 1) !== 92) return quote + 1
  return text.length
}

function wordEnd(text: string, start: number): number {
  const next = NEXT.exec(text.slice(start))
  return next === null ? text.length : start + next.index
}

/** `Code: 550, Enhanced code: 5.1.1, Message: User unknown`, alone or within other words, is a reply. */
function asReply(value: string): string {
  const reply = /Code: (\d{3}), Enhanced code: (\d\.\d{1,3}\.\d{1,3}), Message: ([^]{0,4000})$/.exec(
    value.slice(0, 4_200),
  )
  if (reply === null) return value
  const [, code = '', enhanced = '', words = ''] = reply
  return `${code} ${enhanced === '0.0.0' ? '' : `${enhanced} `}${words}`
}
