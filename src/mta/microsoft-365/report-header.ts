import { withoutMark } from '../../wire/syslog/latin1.ts'
import type { Columns } from '../csv-row.ts'
import { columnsOf, readCsvRow } from '../csv-row.ts'
import { LOCAL_NAMES, LOCAL_RECIPIENT, LOCAL_SENDER } from './local-names.table.ts'

/**
 * Names under which the reports give one thing: summary, enhanced and extended trace, the portal's exports, what PowerShell writes of
 * `Get-MessageTraceV2` and `Get-MessageTraceDetailV2`, and `exchangeMessageTrace` of Microsoft Graph.
 */
const NAMES = {
  sender: ['senderaddress', 'sender', ...LOCAL_NAMES.sender.split(' ')],
  recipients: ['recipientaddress', 'recipient', 'recipients', ...LOCAL_NAMES.recipients.split(' ')],
  time: [
    'receiveddatetime',
    'datetimeutc',
    'origintimestamputc',
    'origintimestamp',
    'received',
    'receivedutc',
    'dateutc',
    'date',
    'datetime',
    ...LOCAL_NAMES.time.split(' '),
  ],
  status: ['eventid', 'event', 'status', 'deliverystatus', ...LOCAL_NAMES.status.split(' ')],
  detail: ['recipientstatus', 'detail', 'details', 'customdata'],
  id: ['networkmessageid', 'messagetraceid', 'id', 'messageid', ...LOCAL_NAMES.id.split(' ')],
  mx: ['serverhostname'],
  address: ['serverip', 'toip'],
  size: ['totalbytes', 'size', 'messagesize'],
} as const

/** One row of a report; empty where it does not tell. */
export interface ReportRow {
  readonly recipients: string
  readonly time: string
  readonly status: string
  /** Why, or one status for each recipient. */
  readonly detail: string
  readonly id: string
  readonly mx: string
  readonly address: string
  readonly sizeBytes: number
}

export interface ReportColumns {
  /** `open`: a quoted field goes on in the next line. undefined: no row of this report. */
  row(text: string): ReportRow | 'open' | undefined
}

const LONGEST_HEADER = 4_000
const SEPARATORS = [',', ';', '\t'] as const

/** undefined: the line names no columns of a message trace. */
export function reportColumns(line: string): ReportColumns | undefined {
  if (line.length > LONGEST_HEADER || line.startsWith('#') || !namesBoth(line)) return undefined
  const head = withoutMark(line)
  for (const separator of SEPARATORS) {
    const columns = columnsOf(readCsvRow(head, separator) ?? [])
    if (isTrace(columns)) return namedColumns(columns, separator)
  }
  return undefined
}

function namesBoth(line: string): boolean {
  return (/sender/i.test(line) && /recipient/i.test(line)) || (LOCAL_RECIPIENT.test(line) && LOCAL_SENDER.test(line))
}

/** Who, to whom and how it ended. Another log of mail that is CSV says these with names of its own. */
function isTrace(columns: Columns): boolean {
  const has = (names: readonly string[]): boolean => names.some((name) => columns.has(name))
  return (
    has(NAMES.sender) &&
    (has(NAMES.recipients) || columns.has('recipientstatus')) &&
    (has(NAMES.status) || columns.has('recipientstatus')) &&
    !columns.has('timelogged')
  )
}

function namedColumns(columns: Columns, separator: string): ReportColumns {
  return {
    row(text) {
      const fields = readCsvRow(text, separator)
      if (fields === undefined) return 'open'
      if (fields.length < 3) return undefined
      return reportRow((name) => columns.of(fields, name))
    },
  }
}

/** `of`: a field by its plain name, empty where there is none. */
export function reportRow(of: (name: string) => string): ReportRow {
  const first = (names: readonly string[]): string => names.map(of).find((value) => value !== '') ?? ''
  return {
    recipients: first(NAMES.recipients),
    time: first(NAMES.time),
    status: first(NAMES.status),
    detail: first(NAMES.detail),
    id: first(NAMES.id),
    mx: first(NAMES.mx),
    address: first(NAMES.address),
    sizeBytes: Number(first(NAMES.size) || Number.NaN),
  }
}
