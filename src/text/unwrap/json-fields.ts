import { speaksOfMail } from '../report/mail-matter.ts'
import { LIBUV_NONAME } from '../resolver-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { speaksOfTls } from '../tls/signs.ts'
import { wordsOf } from '../words.ts'
import { traceIn } from './json-trace.ts'

/** What a JSON record says: its text, and what stands beside it in fields. */
export interface JsonFields {
  readonly core: string
  readonly around: Partial<SpeakerReading>
  /** An application's error object: nodemailer's `command`, an SMTP `responseCode`. */
  readonly command?: string
  /** The stack that a logger keeps in a field of its own. */
  readonly trace?: string
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What TLS came to, in a field of its own: maddy's policies refuse what its handshake left them with. */
const TLS_ERROR = /^(?:start)?(?:tls|ssl)_?err(?:or)?$/i

const TEXT_KEYS = [
  'diagnosticCode',
  'smtpResponse',
  'response',
  // Maddy's, beside a reason that is only a kind.
  'smtp_msg',
  'content',
  'reason',
  'error',
  'err',
  'details',
  'message',
  // Nextcloud's exceptions.
  'Message',
  'MESSAGE',
  'output',
  'status-text',
  'description',
  'msg',
  'bounce_reason',
  'raw_reason',
  'lastError',
  'LastError',
  'last_error',
  'error_message',
  'errorMessage',
  'exception',
  // Elastic's Common Schema, where it is kept flat.
  'error.message',
  'event.original',
  'detail',
  'outcome',
  // Serilog's compact form.
  '@x',
  '@m',
]

/**
 * Reads a text that is one JSON object: KumoMTA records, SES and SendGrid events, nodemailer errors, journald lines.
 * Undefined when it is none; what cannot be parsed is ordinary text.
 */
export function jsonFields(text: string): JsonFields | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  let parsed: Json
  try {
    // The cast states what JSON.parse can give.
    parsed = JSON.parse(text) as Json
  } catch {
    return undefined
  }
  if (!isRecord(parsed)) return undefined
  const recipients = find(parsed, 'bouncedRecipients', 4) ?? find(parsed, 'delayedRecipients', 4)
  const first = Array.isArray(recipients) ? (recipients as readonly Json[])[0] : undefined
  const source = isRecord(first) ? first : parsed
  const response = isRecord(source['response']) ? source['response'] : undefined
  // Mailgun's reason beside it is only a kind.
  const status = find(parsed, 'delivery-status', 3)
  const ofDelivery = isRecord(status) ? words(status) : undefined
  const told = ofDelivery ?? (response === undefined ? words(source) : kumo(response))
  // Where a field only names a kind (Mailgun's `reason`), what happened stands further in.
  const isSaid = told === undefined || ((ofDelivery !== undefined || isOfMatter(told)) && /\S\s+\S/.test(told))
  const core = withStep(isSaid ? told : (lineWithin(parsed) ?? told), source)
  if (core === undefined || core === '') return undefined
  const peer = isRecord(source['peer_address']) ? source['peer_address'] : undefined
  const recipient = string(source['recipient']) ?? string(source['emailAddress']) ?? string(source['email'])
  const host = peer === undefined ? undefined : string(peer['name'])
  const address = peer === undefined ? undefined : string(peer['addr'])
  const command =
    string(source['command']) ??
    string(source['phase'])?.replaceAll('_', ' ') ??
    string(causeIn(source)?.['command']) ??
    (response === undefined ? undefined : string(response['command']))
  const trace = traceIn(parsed)
  return {
    core,
    around: {
      ...(response !== undefined && { software: 'kumomta' as const }),
      // SES's word for a line that was dead: the code beside it is its own.
      ...(text.includes('TransientCommunicationFailure') && { speaker: 'us' as const }),
      ...(recipient !== undefined && { recipient }),
      ...(host !== undefined && host !== '' && { host: host.replace(/\.$/, '') }),
      ...(address !== undefined && { address }),
    },
    // nodemailer writes CONN where its connection ends, whatever was outstanding then.
    ...(command !== undefined && command !== 'CONN' && { command }),
    ...(trace !== '' && { trace }),
  }
}

/** `"stage":"rcpt"` beside the words: the step that the program was at. */
function withStep(core: string | undefined, source: { readonly [key: string]: Json }): string | undefined {
  const step =
    string(source['stage']) ?? string(source['smtp.stage']) ?? string(source['step']) ?? string(source['phase'])
  if (core === undefined || core === '' || step === undefined || !/^[A-Za-z_ -]{3,24}$/.test(step)) return core
  // A word alone is the name of the end.
  return /^\w{3,40}$/.test(core) ? `smtp stage=${step} reason=${core}` : `${core} (stage="${step}")`
}

/** True of words about mail or TLS. */
export function isOfMatter(text: string): boolean {
  const about = wordsOf(text)
  return speaksOfMail(about) || speaksOfTls(about)
}

/** What watches logs keeps the line that it found in lists of its own schema, and says of it what it made of it. */
function lineWithin(record: Json | undefined, depth = 0): string | undefined {
  if (typeof record === 'string') return / \S+ \S+ /.test(record) && isOfMatter(record) ? record : undefined
  if (typeof record !== 'object' || record === null || depth > 4) return undefined
  for (const value of Object.values(record) as readonly Json[]) {
    const found = lineWithin(value, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function kumo(response: { readonly [key: string]: Json }): string {
  const enhanced = isRecord(response['enhanced_code']) ? response['enhanced_code'] : undefined
  const digits =
    enhanced === undefined
      ? ''
      : `${['class', 'subject', 'detail'].map((key) => string(enhanced[key]) ?? '0').join('.')} `
  return `${string(response['code']) ?? ''} ${digits}${string(response['content']) ?? ''}`.trim()
}

function words(record: { readonly [key: string]: Json }): string | undefined {
  const ofTls = tlsError(record) ?? tlsReport(record)
  if (ofTls !== undefined) return ofTls
  const found: string[] = []
  for (const key of TEXT_KEYS) {
    const value = string(record[key])
    if (value !== undefined && value !== '' && !found.some((each) => each.includes(value))) found.push(value)
  }
  // Loggers set the error in a field of its own, beside their sentence.
  const caught = causeIn(record)
  const within = caught === undefined ? undefined : words(caught)
  if (within !== undefined && !found.some((each) => each.includes(within))) found.push(within)
  const code = string(record['code']) ?? string(record['errno'])
  if (code !== undefined && /^[A-Z]/.test(code))
    found.push(`code: '${record['errno'] === LIBUV_NONAME ? 'ENOTFOUND' : code}'`)
  if (found.length === 0)
    for (const value of Object.values(record)) {
      const inner = isRecord(value)
        ? words(value)
        : Array.isArray(value)
          ? wordsOfList(value as readonly Json[])
          : undefined
      if (inner !== undefined) return inner
    }
  return found.length === 0 ? undefined : found.slice(0, 4).join(' ')
}

/** A report of RFC 8460: what failed, of the first that did, and the sender's own code for it. */
function tlsReport(record: Json | undefined): string | undefined {
  if (!isRecord(record)) return undefined
  const type = string(record['result-type'])
  if (type !== undefined)
    return [type, string(record['failure-reason-code'])].filter((each) => each !== undefined).join(' ')
  const list = record['failure-details'] ?? record['policies']
  return Array.isArray(list) ? firstOf(list as readonly Json[], tlsReport) : undefined
}

function firstOf<T>(list: readonly Json[], read: (one: Json) => T | undefined): T | undefined {
  for (const each of list) {
    const found = read(each)
    if (found !== undefined) return found
  }
  return undefined
}

function tlsError(record: { readonly [key: string]: Json }): string | undefined {
  for (const [key, value] of Object.entries(record))
    if (typeof value === 'string' && value.trim() !== '' && TLS_ERROR.test(key)) return `TLS error: ${value}`
  return undefined
}

/** `"errors":[{"detail":"…"}]`. */
function wordsOfList(list: readonly Json[]): string | undefined {
  const [first] = list
  return isRecord(first) ? words(first) : undefined
}

/** `{"msg":"mail failed","err":{"code":"EENVELOPE","response":"…"}}`. */
function causeIn(record: { readonly [key: string]: Json }): { readonly [key: string]: Json } | undefined {
  const causes = ['err', 'error', 'exception', 'cause', 'Previous'].map((key) => record[key])
  return causes.find((value) => isRecord(value))
}

function find(record: Json | undefined, key: string, depth: number): Json | undefined {
  if (!isRecord(record) || depth === 0) return undefined
  if (key in record) return record[key]
  for (const value of Object.values(record)) {
    const found = find(value, key, depth - 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** Programs keep the lines of a reply in a list. */
function isLinesOfReply(value: Json | undefined): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((line) => typeof line === 'string' && /^[245]\d\d[ -]/.test(line))
  )
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function string(value: Json | undefined): string | undefined {
  if (isLinesOfReply(value)) return value.join('\n')
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}
