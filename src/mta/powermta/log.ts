import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import { tlsVersion } from '../field-text.ts'
import { stringOf } from '../json-value.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

const DEFAULT_COLUMNS =
  'type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,dlvDestinationIp,dlvEsmtpAvailable,dlvSize,vmta,jobId,envId'

/** Record types: delivered, bounced, transient, transient of a queue, received, feedback, remote bounce and status. */
const TYPE = /^(?:d|b|t|tq|r|f|rb|rs|rr|p|delivery|bounce|transient|transient-queue|receipt|feedback)$/
/** Without a header the time stands behind the type. */
const ROW = /^"?[a-z-]{1,15}"?,"?\d/
/** A record of a JSON accounting file (version 5), which has the columns' names for keys. */
const RECORD = /^\{.{0,200}"type": ?"[a-z]{1,2}"/

/** Reads PowerMTA's accounting files: JSON, and CSV by its header, or in the documented order where there is none. */
export function readLog(sink: LogSink): LineReader {
  let columns: Columns | undefined

  function read(frame: Frame): boolean {
    const line = wholeLine(frame)
    if (line.startsWith('{')) return RECORD.test(line.slice(0, 220)) && json(frame, line)
    const named = headerIn(line)
    if (named !== undefined) {
      columns = named
      return true
    }
    if (columns === undefined && !ROW.test(line.slice(0, 24))) return false
    const row = readCsvRow(line)
    if (row === undefined) return false
    const known = columns ?? columnsOf(DEFAULT_COLUMNS.split(','))
    if (!TYPE.test(known.of(row, 'type'))) return false
    columns = known
    record(frame, (name) => known.of(row, name))
    return true
  }

  function json(frame: Frame, line: string): boolean {
    const value = parseObject(line)
    if (value === undefined || !('timeLogged' in value)) return false
    const names = Object.keys(value)
    const fields = columnsOf(names)
    const row = names.map((name) => textOf(value[name]))
    record(frame, (name) => fields.of(row, name))
    return true
  }

  function record(frame: Frame, of: Field): void {
    frame.atMs = timeOf(of('timelogged'))
    switch (of('type')) {
      case 'd':
      case 'delivery':
        return attempt(frame, of, 'sent')
      case 'b':
      case 'bounce':
        return attempt(frame, of, isExpiry(of) ? 'expired' : 'bounced')
      case 't':
      case 'transient':
        return attempt(frame, of, 'deferred')
      case 'r':
      case 'receipt':
        return sink.queue('queued', frame.atMs)
    }
  }

  function attempt(frame: Frame, of: Field, status: AttemptStatus): void {
    const peer = peerOf(of('dsnmta'), of('dlvdestinationip'))
    const diagnostic = of('dsndiag')
    const dsn = /^[245]\.\d{1,3}\.\d{1,3}/.exec(of('dsnstatus'))?.[0] ?? ''
    const version = of('dlvtlsprotocol')
    if (status === 'sent' && version !== '') sink.tlsEstablished(tlsVersion(version), frame.atMs)
    if (status === 'expired') sink.queue('expired', frame.atMs)
    if (status !== 'deferred') sink.queue('removed', frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'powermta',
        atMs: frame.atMs,
        queueId: of('envid'),
        recipient: of('rcpt'),
        status,
        ...peer,
        dsn,
        reason: status === 'sent' ? '' : reasonOf(diagnostic, of('dsnstatus'), of('bouncecat'), peer),
        source: of('dlvsourceip') || of('vmta'),
        sizeBytes: Number(of('dlvsize') || Number.NaN),
      }),
    )
  }

  return {
    read,
    end: () => undefined,
    file() {
      columns = undefined
    },
  }
}

/** A field of a record, by its name in lower case; empty where the record has none. */
type Field = (name: string) => string

/** `type,timeLogged,…`, or `#type,…`: fields may be configured in any order. */
function headerIn(line: string): Columns | undefined {
  const beginning = line.slice(0, 2_100)
  if (!/timelogged/i.test(beginning)) return undefined
  const named = columnsOf(beginning.split(','))
  return named.has('timelogged') && named.has('type') ? named : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : stringOf(value)
}

function isExpiry(of: Field): boolean {
  return of('bouncecat') === 'message-expired' || /^[45]\.4\.7\b/.test(of('dsnstatus'))
}

function reasonOf(
  diagnostic: string,
  /** `4.4.1 (no answer from host)` */
  dsnStatus: string,
  category: string,
  peer: { readonly mx: string; readonly address: string },
): string {
  if (/^smtp;\s*[245]\d\d/.test(diagnostic)) return saidInReply(peer.mx, peer.address, diagnostic.slice(5).trim(), '')
  const words = diagnostic.replace(/^(?:smtp|x-[\w-]+);\s*/i, '')
  // Without words there is only the status and the category: "no-answer-from-host" says as much as a sentence.
  if (words !== '') return words
  if (dsnStatus.includes('(')) return dsnStatus
  return `${dsnStatus} ${NAMES_ONLY.has(category) ? `bounce category ${category}` : category.replaceAll('-', ' ')}`.trim()
}

/** Categories whose names alone could be taken for something else, or for nothing. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  'bad-domain',
  'content-related',
  'policy-related',
  'protocol-errors',
  'quota-issues',
  'relaying-issues',
  'routing-errors',
])

/** `mx.example.org (192.0.2.1)` */
function peerOf(mta: string, ip: string): { readonly mx: string; readonly address: string } {
  const open = mta.indexOf(' (')
  const name = (open < 0 ? mta : mta.slice(0, open)).trim().toLowerCase()
  const inside = open < 0 ? '' : mta.slice(open + 2, Math.max(open + 2, mta.indexOf(')', open)))
  return { mx: name, address: ip === '' ? inside : ip }
}

/** `2024-05-01 00:00:00+0200` or seconds since the epoch. */
function timeOf(text: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
}
