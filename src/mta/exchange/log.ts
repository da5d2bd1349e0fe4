import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { ownString, withoutMark } from '../../wire/syslog/latin1.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import type { Attempt, LineReader, LogSink } from '../log-event.ts'
import { openExportedTimes } from '../tracking-event.ts'
import { openConnectivity } from './log-connectivity.ts'
import { openReceiveLog } from './log-receive.ts'
import { openSendLog } from './log-send.ts'
import { openTracking } from './log-tracking.ts'
import { trackingRecord } from './tracking-record.ts'

/** What the `#Fields` line makes of a file. `other`: a log of Exchange's that says nothing about transport. */
type Kind = 'send' | 'receive' | 'connectivity' | 'tracking' | 'other'

/** One row, by column name. */
export interface Row {
  readonly atMs: number
  of(name: string): string
}

/**
 * Reads Exchange's protocol logs (Send and Receive), connectivity logs and message tracking logs, by their `#Fields` lines. The same
 * delivery stands in up to three of them: the kind that tells of an attempt first is believed for attempts, the others only for the rest.
 * Of `Get-MessageTrackingLog | Export-Csv` the first row names the columns, of `ConvertTo-Json` each event its own.
 */
export function readLog(sink: LogSink): LineReader {
  let kind: Kind | undefined
  let logType = ''
  let columns: Columns | undefined
  /** Between the values of an export; Exchange's own logs have commas. */
  let separator = ','
  let teller: Kind | undefined
  const only = (who: Kind) => (attempt: Attempt) => {
    teller ??= who
    if (teller === who) sink.attempt(attempt)
  }
  const send = openSendLog({ ...sink, attempt: only('send') })
  const receive = openReceiveLog(sink)
  const connectivity = openConnectivity({ ...sink, attempt: only('connectivity') })
  const tracking = openTracking({ ...sink, attempt: only('tracking') })

  const takers: Readonly<Record<Kind, (row: Row) => void>> = {
    send: (one) => send.row(one),
    receive,
    connectivity: (one) => connectivity.row(one),
    tracking,
    other: () => undefined,
  }
  let exportedTimeMs = openExportedTimes()
  /** Rows of a protocol log that has no head, until one tells whose it is. */
  let undecided: string[] = []
  let undecidedOctets = 0

  function header(line: string): boolean {
    if (line.startsWith('#Log-type:') || line.startsWith('#Log-Type:')) {
      logType = line.slice(10).trim().toLowerCase()
      return true
    }
    if (line.startsWith('#Fields:')) {
      const names = line.slice(8).trim().split(/,\s*/)
      separator = ','
      columns = columnsOf(names)
      kind = kindOf(columns, logType)
      return true
    }
    return (
      line.startsWith('#Software: Microsoft Exchange') ||
      line.startsWith('#TYPE Microsoft.Exchange.Management.TransportLogSearchTasks') ||
      (/^#(?:Version|Date): /.test(line) && line.length < 100)
    )
  }

  function exportHeader(line: string): boolean {
    const head = line.slice(0, 4_000)
    const between = /"?Timestamp"?([,;\t])/i.exec(head)?.[1]
    if (between === undefined || !/"?EventId"?[,;\t]/i.test(head) || !/RecipientStatus/i.test(head)) return false
    separator = between
    columns = columnsOf(readCsvRow(line, separator) ?? [])
    kind = 'tracking'
    return true
  }

  /** A part of a protocol log, pasted without its head: what stands before the first row that tells whose it is waits for it. */
  function headless(line: string, frame: Frame): boolean {
    if (!PROTOCOL_ROW.test(line.slice(0, 1_000))) return false
    const values = readCsvRow(line)
    if (values === undefined) return false
    frame.atMs = Date.parse(values[0] ?? '')
    kind = kindOfRow(values)
    if (kind === undefined) {
      hold(ownString(line))
      return true
    }
    columns = PROTOCOL_COLUMNS
    separator = ','
    for (const held of undecided) row(readCsvRow(held) ?? [], PROTOCOL_COLUMNS, kind)
    holdNothing()
    row(values, PROTOCOL_COLUMNS, kind)
    return true
  }

  function hold(line: string): void {
    undecided.push(line)
    undecidedOctets += line.length
    const surplus = undecided.length - MOST_UNDECIDED
    let dropped = 0
    while (dropped < surplus || undecidedOctets > MOST_UNDECIDED_OCTETS)
      undecidedOctets -= (undecided[dropped++] ?? '').length
    if (dropped > 0) giveUp(undecided.splice(0, dropped))
  }

  function holdNothing(): void {
    undecided = []
    undecidedOctets = 0
  }

  /** Nobody knows what became of these sessions. */
  function giveUp(rows: readonly string[]): void {
    const sessions = new Set(rows.map((held) => PROTOCOL_COLUMNS.of(readCsvRow(held) ?? [], 'sessionid')))
    if (sessions.size > 0) sink.forgotten('sessions', sessions.size)
  }

  function row(values: readonly string[], named: Columns, of: Kind): number {
    const stamp = named.of(values, 'datetime')
    const atMs = stamp === '' ? exportedTimeMs(named.of(values, 'timestamp')) : Date.parse(stamp)
    if (!Number.isNaN(atMs)) takers[of]({ atMs, of: (name) => named.of(values, name) })
    return atMs
  }

  function exportedEvent(line: string, frame: Frame): boolean {
    const event = trackingRecord(line)
    if (event === undefined) return false
    const atMs = exportedTimeMs(event.get('timestamp') ?? '')
    if (Number.isNaN(atMs)) return false
    tracking({ atMs, of: (name) => event.get(name) ?? '' })
    frame.atMs = atMs
    return true
  }

  function read(frame: Frame): boolean {
    const line = withoutMark(wholeLine(frame))
    if (line.startsWith('#')) {
      // When the file was begun: nothing happened then.
      frame.atMs = Number.NaN
      return header(line)
    }
    if (line.startsWith('{')) return exportedEvent(line, frame)
    if (columns === undefined || kind === undefined) return exportHeader(line) || headless(line, frame)
    const values = readCsvRow(line, separator)
    if (values === undefined || values.length < 4) return false
    const atMs = row(values, columns, kind)
    if (Number.isNaN(atMs)) return false
    frame.atMs = atMs
    return true
  }

  return {
    read,
    end() {
      giveUp(undecided)
      holdNothing()
      send.end()
    },
    file() {
      exportedTimeMs = openExportedTimes()
      kind = undefined
      columns = undefined
      separator = ','
      logType = ''
      giveUp(undecided)
      holdNothing()
    },
  }
}

/** As all versions since 2007 write protocol logs; for what stands behind them there is another name in the head. */
const PROTOCOL_COLUMNS = columnsOf([
  'date-time',
  'connector-id',
  'session-id',
  'sequence-number',
  'local-endpoint',
  'remote-endpoint',
  'event',
  'data',
  'context',
])
/** Sessions begin with rows that tell nothing. */
const MOST_UNDECIDED = 1_000
const MOST_UNDECIDED_OCTETS = 1_000_000
const PROTOCOL_ROW =
  /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z?,(?:[^",]{0,200}|"[^"]{0,200}"),[0-9A-F]{16},\d{1,10},[^,]{0,80},[^,]{0,80},[-+<>*],/

/** Who connects, sends commands, or gets replies, is the client. undefined: the row does not tell. */
function kindOfRow(values: readonly string[]): Kind | undefined {
  const [event = '', data = '', context = ''] = values.slice(6)
  if (event === '*') return /^(?:attempting|failed) to connect\b/i.test(`${data}${context}`) ? 'send' : undefined
  const isReply = /^\d{3}[ -]/.test(data)
  if (!isReply && !/^(?:EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|BDAT|QUIT|RSET|NOOP)\b/i.test(data))
    return undefined
  if (event === '>') return isReply ? 'receive' : 'send'
  return event === '<' ? (isReply ? 'send' : 'receive') : undefined
}

function kindOf(columns: Columns, logType: string): Kind {
  if (columns.has('eventid') && columns.has('recipientaddress')) return 'tracking'
  if (columns.has('sessionid') && columns.has('sequencenumber')) return logType.includes('receive') ? 'receive' : 'send'
  if (columns.has('session') && columns.has('destination')) return 'connectivity'
  return 'other'
}

/** `192.0.2.1:25`, `[2001:db8::1]:25`: the address. */
export function addressOf(endpoint: string): string {
  if (endpoint.startsWith('[')) return endpoint.slice(1, Math.max(1, endpoint.indexOf(']')))
  const colon = endpoint.lastIndexOf(':')
  return colon < 0 ? endpoint : endpoint.slice(0, colon)
}
