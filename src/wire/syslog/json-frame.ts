import { isRecord } from '../../base/is-record.ts'
import { parsedJson } from '../../base/parsed-json.ts'
import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import { fieldsWithText, holdsLoggedLine, namedFields, stringsIn, type Fields } from './json-fields.ts'
import { STATUS_FIELDS_NAMED, statusLineOf } from './json-status-fields.ts'
import { textOfLatin1 } from './latin1.ts'
import { isoOfWrittenDate } from './written-date.ts'

/** What a reader of JSON needs of the reader of lines. */
export interface JsonReading {
  readonly names: Interner
  /** An ISO stamp, or NaN. */
  readonly isoMs: (stamp: string) => number
  /** A stamp of the old syslog, or NaN. */
  readonly yearlessMs: (stamp: string) => number
  /** Reads a whole line that was wrapped. */
  readonly readInner: (line: string) => void
  readonly isOwnRecord: IsOwnRecord
}

/** A server wrote the record itself, so that its text is no line of another program's. */
export type IsOwnRecord = (record: Readonly<Record<string, unknown>>) => boolean

/**
 * journald's JSON export (`MESSAGE` may be an array of octets where the text is not UTF-8), Docker's json-file (`log` holds the line), and the
 * records of rsyslog, syslog-ng, Vector, Filebeat, Elastic, Loki, Graylog, Splunk and Google. False for any other JSON, with nothing changed.
 */
export function readJsonFrame(line: string, frame: Frame, reading: JsonReading): boolean {
  const journald =
    line.includes('"MESSAGE"') && (line.includes('"__') || line.includes('"SYSLOG_') || line.includes('"_'))
  const docker = line.startsWith('{"log":') || line.includes('"stream":')
  const isRead = journald || docker || TEXT_NAMED.test(line) || holdsLoggedLine(line) || STATUS_FIELDS_NAMED.test(line)
  if (!isRead) return false
  const value = parseObject(line)
  if (value === undefined) return false
  if (journald) return readJournald(value, frame, reading.names)
  return (docker && readDocker(value, frame, reading)) || readRecord(value, frame, reading)
}

function readJournald(value: Readonly<Record<string, unknown>>, frame: Frame, names: Interner): boolean {
  const message = octetsOf(value['MESSAGE'])
  if (message === undefined) return false
  const micros = Number(value['__REALTIME_TIMESTAMP'] ?? value['_SOURCE_REALTIME_TIMESTAMP'])
  frame.kind = 'journald'
  frame.atMs = Number.isFinite(micros) && micros > 0 ? Math.floor(micros / 1000) : Number.NaN
  const host = octetsOf(value['_HOSTNAME']) ?? ''
  const program = octetsOf(value['SYSLOG_IDENTIFIER']) ?? octetsOf(value['_COMM']) ?? ''
  frame.host = names.text(host, 0, host.length)
  frame.program = names.text(program, 0, program.length)
  const pid = Number(value['SYSLOG_PID'] ?? value['_PID'])
  frame.pid = Number.isSafeInteger(pid) ? pid : -1
  frame.message = message
  return true
}

function readDocker(value: Readonly<Record<string, unknown>>, frame: Frame, reading: JsonReading): boolean {
  const log = octetsOf(value['log'])
  if (log === undefined) return false
  reading.readInner(log.replace(/[\r\n]+$/, ''))
  // A log that names no program is known by what stands before its text.
  if (frame.program !== '') frame.kind = 'docker'
  const time = Date.parse(octetsOf(value['time']) ?? '')
  // The wrapped stamp has no year and no zone, Docker's has both.
  if (!Number.isNaN(time)) frame.atMs = time
  return true
}

const TEXT_NAMED = /"(?:message|eventMessage|msg|short_message|line|_raw|textPayload|SyslogMessage)"/i

/** Names under which shippers and log stores keep one thing, as `plainName` writes them, the names of what they lie in put before. */
const TEXT = [
  'message',
  'eventmessage',
  'msg',
  'shortmessage',
  'line',
  'raw',
  'textpayload',
  'syslogmessage',
  'content',
  'log',
]
const PROGRAM = [
  'program',
  'appname',
  'syslogtag',
  'ident',
  'programname',
  'tag',
  'logsyslogappname',
  'processname',
  'applicationname',
  'processimagepath',
]
const HOST = ['hostname', 'host', 'hosthostname', 'logsysloghostname', 'fromhost', 'computer']
const PROCESS = ['procid', 'pid', 'processid', 'logsyslogprocid', 'processpid']
const TIME = [
  'timestamp',
  'time',
  'date',
  'timereported',
  'isodate',
  'timegenerated',
  'timegeneratedutc',
  'messagetime',
  'devicereportedtime',
  'receivedat',
  'epoch',
]

/** A record with the program beside the text, or with a whole syslog line as text; it may lie within another that says when it was. */
function readRecord(value: Readonly<Record<string, unknown>>, frame: Frame, reading: JsonReading): boolean {
  if (reading.isOwnRecord(value)) return false
  const outer = namedFields(value)
  const fields = first(outer, TEXT) === '' ? (fieldsWithText(value, TEXT) ?? outer) : outer
  if (!readFields(fields, frame, reading) && !readLoggedLine(value, frame, reading)) {
    frame.atMs = Number.NaN
    frame.host = ''
    frame.repeats = 0
    return false
  }
  const atMs = [fields, outer].flatMap((one) => timesIn(one, reading)).find((ms) => !Number.isNaN(ms))
  const whenMs = atMs ?? (Number.isNaN(frame.atMs) ? stampAnywhere(value, reading) : undefined)
  if (whenMs !== undefined) frame.atMs = whenMs
  return true
}

const OLD_STAMP = /^[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d{1,9})?$/

/** A field that is a stamp as a whole, under a name that nobody told us. */
function stampAnywhere(value: Readonly<Record<string, unknown>>, reading: JsonReading): number | undefined {
  for (const field of stringsIn(value)) {
    const iso = isoOfWrittenDate(field)
    if (iso !== undefined && iso.length < 40) return reading.isoMs(iso)
    // syslog-ng's DATE.
    if (OLD_STAMP.test(field)) return reading.yearlessMs(field)
  }
  return undefined
}

function timesIn(fields: Fields, reading: JsonReading): readonly number[] {
  return TIME.map((name) => {
    const stamp = first(fields, [name])
    return stamp === '' ? Number.NaN : (epochMs(stamp) ?? reading.isoMs(isoOfWrittenDate(stamp) ?? stamp))
  })
}

function readFields(fields: Fields, frame: Frame, reading: JsonReading): boolean {
  const apart = statusLineOf(fields)
  const message = first(fields, TEXT) || latin1OfText(apart?.message ?? '')
  if (message === '') return false
  const { names } = reading
  const tag = /^([^[\s]{1,80}?)(?:\[(\d{1,10})\])?:?$/.exec(first(fields, PROGRAM) || (apart?.tag ?? ''))
  if (tag === null) {
    reading.readInner(message.replace(/[\r\n]+$/, ''))
    // A server's own log has a stamp and names no program.
    return frame.program !== '' || frame.kind === 'dated'
  }
  const [, named = ''] = tag
  // macOS names the program's file.
  const program = named.startsWith('/') ? named.slice(named.lastIndexOf('/') + 1) : named
  const process = first(fields, PROCESS) || (tag[2] ?? '')
  frame.kind = 'syslog'
  frame.program = names.text(program, 0, program.length)
  frame.pid = /^\d{1,10}$/.test(process) ? Number(process) : -1
  // rsyslog keeps the space that the old form has before its text.
  frame.message = message.startsWith(' ') ? message.slice(1) : message
  const host = first(fields, HOST)
  frame.host = names.text(host, 0, host.length)
  return true
}

/** A whole line under a name that nobody told us. */
function readLoggedLine(value: Readonly<Record<string, unknown>>, frame: Frame, reading: JsonReading): boolean {
  for (const field of stringsIn(value)) {
    const text = latin1OfText(field)
    if (!holdsLoggedLine(text)) continue
    reading.readInner(text.replace(/[\r\n]+$/, ''))
    if (frame.program !== '') return true
  }
  return false
}

/** Seconds with or without a fraction (GELF, fluentd), milliseconds, microseconds (journald), or nanoseconds (Loki). */
function epochMs(stamp: string): number | undefined {
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(stamp)) return Math.floor(Number(stamp) * 1000)
  if (/^\d{16}$/.test(stamp) || /^\d{19}$/.test(stamp)) return Number(stamp.slice(0, 13))
  return /^\d{13}$/.test(stamp) ? Number(stamp) : undefined
}

function first(fields: Fields, names: readonly string[]): string {
  for (const name of names) {
    const field = fields.get(name)
    if (typeof field === 'number') return String(field)
    const text = octetsOf(field)
    if (text !== undefined && text !== '') return text
  }
  return ''
}

/** Strings as one character an octet, as all other lines travel. */
function octetsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return latin1OfText(value)
  if (!Array.isArray(value) || value.length > 1_000_000) return undefined
  let text = ''
  for (const octet of value) {
    if (typeof octet !== 'number' || octet < 0 || octet > 255) return undefined
    text += String.fromCharCode(octet)
  }
  return text.trimEnd()
}

const encoder = new TextEncoder()

function latin1OfText(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text
  let octets = ''
  for (const octet of encoder.encode(text)) octets += String.fromCharCode(octet)
  return octets
}

/** An object written as JSON on one line (latin1 octets of UTF-8), or undefined. */
export function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsedJson(textOfLatin1(line))
  return isRecord(value) ? value : undefined
}
