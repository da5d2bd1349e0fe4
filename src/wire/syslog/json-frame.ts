import { isRecord } from '../../base/is-record.ts'
import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import { textOfLatin1 } from './latin1.ts'

/** What a reader of JSON needs of the reader of lines. */
export interface JsonReading {
  readonly names: Interner
  /** An ISO stamp, or NaN. */
  readonly isoMs: (stamp: string) => number
  /** Reads a whole line that was wrapped. */
  readonly readInner: (line: string) => void
}

/**
 * journald's JSON export (`MESSAGE` may be an array of octets where the text is not UTF-8), Docker's json-file (`log` holds the line), and the
 * records of rsyslog, syslog-ng, Vector, Filebeat, Elastic, Loki, Graylog, Splunk and Google. False for any other JSON, with nothing changed.
 */
export function readJsonFrame(line: string, frame: Frame, reading: JsonReading): boolean {
  const journald =
    line.includes('"MESSAGE"') && (line.includes('"__') || line.includes('"SYSLOG_') || line.includes('"_'))
  const docker = line.startsWith('{"log":') || line.includes('"stream":')
  if (!journald && !docker && !/"(?:message|msg|MESSAGE|short_message|line|_raw|textPayload)"/.test(line)) return false
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

/** Names under which shippers keep one thing. */
const MESSAGE = [
  'message',
  'msg',
  'MESSAGE',
  'short_message',
  'line',
  '_raw',
  'textPayload',
  'jsonPayload.message',
  '_source.message',
  'result._raw',
] as const
const PROGRAM = [
  'program',
  'appname',
  'app_name',
  'syslogtag',
  'ident',
  'programname',
  'tag',
  'PROGRAM',
  'log.syslog.appname',
  'process.name',
  '_application_name',
] as const
const HOST = ['hostname', 'host', 'HOST', 'host.hostname', 'host.name', 'log.syslog.hostname'] as const
const PROCESS = ['procid', 'pid', 'process_id', 'PID', 'log.syslog.procid', 'process.pid', '_process_id'] as const
const TIME = ['@timestamp', 'timestamp', 'time', 'date', 'timereported', 'ISODATE', 'DATE', '_time'] as const

/** A record with the program beside the text, or with a whole syslog line as text. */
function readRecord(value: Readonly<Record<string, unknown>>, frame: Frame, reading: JsonReading): boolean {
  const message = first(value, MESSAGE)
  if (message === '') return false
  const { names } = reading
  const tag = /^([^[\s]{1,80}?)(?:\[(\d{1,10})\])?:?$/.exec(first(value, PROGRAM))
  if (tag !== null) {
    const program = tag[1] ?? ''
    const process = first(value, PROCESS) || (tag[2] ?? '')
    frame.kind = 'syslog'
    frame.program = names.text(program, 0, program.length)
    frame.pid = /^\d{1,10}$/.test(process) ? Number(process) : -1
    // rsyslog keeps the space that the old form has before its text.
    frame.message = message.startsWith(' ') ? message.slice(1) : message
    const host = first(value, HOST)
    frame.host = names.text(host, 0, host.length)
  } else {
    reading.readInner(message.replace(/[\r\n]+$/, ''))
    if (frame.program === '') {
      frame.atMs = Number.NaN
      frame.host = ''
      frame.repeats = 0
      return false
    }
  }
  const stamp = first(value, TIME)
  const atMs = epochMs(stamp) ?? reading.isoMs(stamp)
  if (!Number.isNaN(atMs)) frame.atMs = atMs
  return true
}

/** Seconds with or without a fraction (GELF, fluentd), or milliseconds. */
function epochMs(stamp: string): number | undefined {
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(stamp)) return Math.floor(Number(stamp) * 1000)
  return /^\d{13}$/.test(stamp) ? Number(stamp) : undefined
}

function first(value: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  for (const name of names) {
    const field = fieldOf(value, name)
    if (typeof field === 'number') return String(field)
    const text = octetsOf(field)
    if (text !== undefined && text !== '') return text
  }
  return ''
}

/** A field by its path, as Elastic's schema nests them (`log.syslog.appname`), or flat under that name. */
function fieldOf(value: Readonly<Record<string, unknown>>, path: string): unknown {
  const flat = value[path]
  if (flat !== undefined || !path.includes('.')) return flat
  let at: unknown = value
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.entries(at).find(([name]) => name === part)?.[1]
  }
  return at
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
  try {
    const value: unknown = JSON.parse(textOfLatin1(line))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
