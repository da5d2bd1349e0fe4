import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { attemptOf } from '../attempt-line.ts'
import { plainName } from '../csv-row.ts'
import { openExpiries } from '../expired-messages.ts'
import { tlsVersion } from '../field-text.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'
import { openExportedTimes, hostInStatus, orExpired, outcomeOfEvent, splitStatuses } from '../tracking-event.ts'
import { LOCAL_OUTCOMES } from './local-names.table.ts'
import type { ReportColumns, ReportRow } from './report-header.ts'
import { reportColumns } from './report-header.ts'
import { traceRows } from './report-record.ts'

const LONGEST_ROW = 65_536
const MOST_RECIPIENTS = 1_000

/** Reads message traces of Microsoft 365: CSV by its header line, where subjects may span lines, and JSON by its names. */
export function readLog(sink: LogSink): LineReader {
  let columns: ReportColumns | undefined
  let open = ''
  let exportedTimeMs = openExportedTimes()
  const expiries = openExpiries(sink)

  function read(frame: Frame): boolean {
    const line = wholeLine(frame)
    // PowerShell's Export-Csv names the type of its objects first.
    if (line.startsWith('#TYPE ') && line.includes('MessageTrace')) return true
    const named = open === '' ? reportColumns(line) : undefined
    if (named !== undefined) {
      columns = named
      open = ''
      return true
    }
    const rows = open === '' ? traceRows(line) : []
    for (const row of rows) record(frame, row)
    if (rows.length > 0) return true
    if (columns === undefined) return false
    const text = open === '' ? line : `${open}\n${line}`
    const row = columns.row(text)
    if (row === 'open') {
      open = text.length < LONGEST_ROW ? text : ''
      return true
    }
    open = ''
    if (row === undefined) return false
    record(frame, row)
    return true
  }

  function record(frame: Frame, row: ReportRow): void {
    frame.atMs = exportedTimeMs(row.time)
    const pairs = statusPairs(row.detail)
    if (pairs.length > 0 && row.status === '') {
      for (const { recipient, said } of pairs) attempt(frame, row, recipient, statusOf(said), said)
      return
    }
    const status = statusOf(row.status)
    const details = splitStatuses(row.detail)
    row.recipients
      .split(';')
      .slice(0, MOST_RECIPIENTS)
      .forEach((recipient, index) => {
        if (recipient !== '') attempt(frame, row, recipient, status, details[index] ?? details[0] ?? row.status)
      })
  }

  function attempt(
    frame: Frame,
    row: ReportRow,
    recipient: string,
    status: AttemptStatus | undefined,
    reason: string,
  ): void {
    if (status === undefined) return
    const taken = takenBy(reason)
    if (status === 'sent' && taken !== undefined) sink.tlsEstablished(tlsVersion(taken.version), frame.atMs)
    const became = orExpired(status, reason)
    if (became === 'expired') expiries.tell(row.id, frame.atMs)
    const host = status === 'sent' ? (taken ?? row) : hostInStatus(reason)
    sink.attempt(
      attemptOf({
        software: 'microsoft-365',
        atMs: frame.atMs,
        queueId: row.id,
        recipient: recipient.trim(),
        status: became,
        mx: host.mx.toLowerCase(),
        address: host.address,
        dsn: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reason.slice(0, 4_000))?.[1] ?? '',
        reason: status === 'sent' ? '' : reason,
        sizeBytes: row.sizeBytes,
      }),
    )
  }

  return {
    read,
    end: () => undefined,
    file() {
      exportedTimeMs = openExportedTimes()
      columns = undefined
      open = ''
    },
  }
}

/** `Message sent to mx.example at 192.0.2.1 using TLS1.2 with AES256` */
function takenBy(
  detail: string,
): { readonly mx: string; readonly address: string; readonly version: string } | undefined {
  const match = /^Message sent to ([\w.-]{1,255}) at ([\d.]{7,15}|[0-9a-f:]{3,39}) using (TLS[\w.]{1,8})/i.exec(detail)
  if (match === null) return undefined
  const [, mx = '', address = '', version = ''] = match
  return { mx, address, version }
}

/** `a@x##Deliver;b@x##Fail, 550 5.1.1 …`: a semicolon before the next address ends one. */
function statusPairs(text: string): readonly { readonly recipient: string; readonly said: string }[] {
  if (!text.includes('##')) return []
  return text
    .split(/;(?=[^;#\s]{1,254}##)/)
    .slice(0, MOST_RECIPIENTS)
    .map((part) => {
      const at = part.indexOf('##')
      return { recipient: part.slice(0, at), said: part.slice(at + 2) }
    })
    .filter((pair) => pair.recipient !== '')
}

/**
 * undefined: no delivery attempt of its own (received, expanded, still pending without a word). "Receive, Send" is a list of events: the last
 * one is how it ended.
 */
function statusOf(word: string): AttemptStatus | undefined {
  const text = word
    .slice(0, 200)
    .toLowerCase()
    .replace(/^receive, (?:[a-z]{3,12}, )*/, '')
  const event = outcomeOfEvent(/^[a-z]+(?: external)?/.exec(text)?.[0] ?? '')
  if (event !== undefined) return event
  if (/^(?:delivered|sent)\b/.test(text)) return 'sent'
  if (/^(?:deferred|pending)\b/.test(text)) return 'deferred'
  if (/^failed\b/.test(text)) return 'bounced'
  const local = LOCAL_OUTCOMES.get(plainName(text))
  if (local !== undefined) return local
  const reply = /^\s*([245])\d\d /.exec(text)?.[1]
  if (reply === undefined) return undefined
  return reply === '5' ? 'bounced' : reply === '4' ? 'deferred' : 'sent'
}
