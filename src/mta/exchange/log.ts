import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import type { Attempt, LineReader, LogSink } from '../log-event.ts'
import { exportedTimeMs } from '../tracking-event.ts'
import { openConnectivity } from './log-connectivity.ts'
import { openReceiveLog } from './log-receive.ts'
import { openSendLog } from './log-send.ts'
import { openTracking } from './log-tracking.ts'

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
 * Of `Get-MessageTrackingLog | Export-Csv` the first row names the columns.
 */
export function readLog(sink: LogSink): LineReader {
  let kind: Kind | undefined
  let logType = ''
  let columns: Columns | undefined
  let teller: Kind | undefined
  const only = (who: Kind) => (attempt: Attempt) => {
    teller ??= who
    if (teller === who) sink.attempt(attempt)
  }
  const send = openSendLog({ ...sink, attempt: only('send') })
  const receive = openReceiveLog(sink)
  const connectivity = openConnectivity({ ...sink, attempt: only('connectivity') })
  const tracking = openTracking({ ...sink, attempt: only('tracking') })

  function header(line: string): boolean {
    if (line.startsWith('#Log-type:') || line.startsWith('#Log-Type:')) {
      logType = line.slice(10).trim().toLowerCase()
      return true
    }
    if (line.startsWith('#Fields:')) {
      const names = line.slice(8).trim().split(/,\s*/)
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
    if (!/"?Timestamp"?,/i.test(head) || !/"?EventId"?,/i.test(head) || !/RecipientStatus/i.test(head)) return false
    columns = columnsOf(readCsvRow(line) ?? [])
    kind = 'tracking'
    return true
  }

  function read(frame: Frame): boolean {
    const line = wholeLine(frame)
    if (line.startsWith('#')) return header(line)
    if (line.startsWith('\u00ef\u00bb\u00bf#')) return header(line.slice(3))
    if (columns === undefined || kind === undefined) return exportHeader(line)
    const values = readCsvRow(line)
    if (values === undefined || values.length < 4) return false
    const named = columns
    const stamp = named.of(values, 'datetime')
    const atMs = stamp === '' ? exportedTimeMs(named.of(values, 'timestamp')) : Date.parse(stamp)
    if (Number.isNaN(atMs)) return false
    frame.atMs = atMs
    const row: Row = { atMs, of: (name) => named.of(values, name) }
    switch (kind) {
      case 'send':
        send.row(row)
        break
      case 'receive':
        receive(row)
        break
      case 'connectivity':
        connectivity.row(row)
        break
      case 'tracking':
        tracking(row)
        break
      case 'other':
        break
    }
    return true
  }

  return {
    read,
    end() {
      send.end()
    },
    file() {
      kind = undefined
      columns = undefined
      logType = ''
    },
  }
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
