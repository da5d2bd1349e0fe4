import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { attemptOf } from '../attempt-line.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

const LONGEST_ROW = 65_536

/** Names under which the reports give one thing: summary, enhanced and extended trace, `Get-MessageTrace | Export-Csv`. */
const RECIPIENT = ['recipientaddress', 'recipient'] as const
const TIME = ['datetimeutc', 'origintimestamputc', 'origintimestamp', 'received', 'date', 'datetime'] as const
const STATUS = ['eventid', 'status', 'deliverystatus'] as const
const DETAIL = ['recipientstatus', 'detail', 'details', 'customdata'] as const
const ID = ['networkmessageid', 'messagetraceid', 'messageid'] as const

/** Reads message traces of Microsoft 365 by their header line. Subjects may span lines. */
export function readLog(sink: LogSink): LineReader {
  let columns: Columns | undefined
  let open = ''

  function read(frame: Frame): boolean {
    const line = wholeLine(frame)
    // PowerShell's Export-Csv names the type of its objects first.
    if (line.startsWith('#TYPE ') && line.includes('MessageTrace')) return true
    if (columns === undefined || isHeader(line)) {
      if (!isHeader(line)) return false
      columns = columnsOf(readCsvRow(line.replace(/^\u00ef\u00bb\u00bf/, '')) ?? [])
      open = ''
      return true
    }
    const text = open === '' ? line : `${open}\n${line}`
    const row = readCsvRow(text)
    if (row === undefined) {
      open = text.length < LONGEST_ROW ? text : ''
      return true
    }
    open = ''
    return row.length >= 3 && record(frame, columns, row)
  }

  function record(frame: Frame, named: Columns, row: readonly string[]): boolean {
    frame.atMs = timeOf(first(named, row, TIME))
    const detail = first(named, row, DETAIL)
    const pairs = statusPairs(detail)
    if (pairs.length > 0 && first(named, row, STATUS) === '') {
      for (const { recipient, said } of pairs) attempt(frame, named, row, recipient, statusOf(said), said)
      return true
    }
    const word = first(named, row, STATUS)
    const status = statusOf(word)
    const recipients = first(named, row, RECIPIENT).split(';').slice(0, 1_000)
    for (const recipient of recipients)
      if (recipient !== '') attempt(frame, named, row, recipient, status, detail || word)
    return true
  }

  function attempt(
    frame: Frame,
    named: Columns,
    row: readonly string[],
    recipient: string,
    status: AttemptStatus | undefined,
    reason: string,
  ): void {
    if (status === undefined) return
    sink.attempt(
      attemptOf({
        software: 'microsoft-365',
        atMs: frame.atMs,
        queueId: first(named, row, ID),
        recipient,
        status,
        address: named.of(row, 'serverip'),
        dsn: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reason.slice(0, 4_000))?.[1] ?? '',
        reason: status === 'sent' ? '' : reason,
        sizeBytes: Number(named.of(row, 'totalbytes') || named.of(row, 'size') || Number.NaN),
      }),
    )
  }

  return {
    read,
    end: () => undefined,
    file() {
      columns = undefined
      open = ''
    },
  }
}

function isHeader(line: string): boolean {
  const head = line.slice(0, 2_000).toLowerCase()
  return (
    !head.startsWith('#') &&
    /sender_?address|"?sender"?,/.test(head) &&
    /recipient_?(?:address|status)|"?recipient"?,/.test(head) &&
    head.includes(',') &&
    !head.includes('timelogged')
  )
}

function first(named: Columns, row: readonly string[], names: readonly string[]): string {
  for (const name of names) {
    const value = named.of(row, name)
    if (value !== '') return value
  }
  return ''
}

/** `a@x##Deliver;b@x##Fail, 550 5.1.1 …`: a semicolon before the next address ends one. */
function statusPairs(text: string): readonly { readonly recipient: string; readonly said: string }[] {
  if (!text.includes('##')) return []
  return text
    .split(/;(?=[^;#\s]{1,254}##)/)
    .slice(0, 1_000)
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
  if (/^(?:send|deliver|delivered|sent)\b/.test(text)) return 'sent'
  if (/^(?:defer|deferred|pending|submitdefer)\b/.test(text)) return 'deferred'
  if (/^(?:fail|failed|submitfail)\b/.test(text)) return 'bounced'
  if (/^\s*(?:550|554|5\d\d) /.test(text)) return 'bounced'
  if (/^\s*4\d\d /.test(text)) return 'deferred'
  if (/^\s*250 /.test(text)) return 'sent'
  return undefined
}

/** Times are UTC where no zone stands. A day before the month, with points, is how most of Europe exports them. */
function timeOf(text: string): number {
  if (text === '') return Number.NaN
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),? (\d{1,2}):(\d{2}):(\d{2})$/.exec(text)
  if (european !== null) {
    const [day, month, year, hour, minute, second] = european.slice(1).map(Number)
    return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
  }
  const zoned = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text.replace(' ', 'T')}Z`
  const iso = Date.parse(zoned)
  return Number.isNaN(iso) ? Date.parse(`${text} UTC`) : iso
}
