import { isRecord } from '../../base/is-record.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { withoutMark } from '../../wire/syslog/latin1.ts'
import { plainName } from '../csv-row.ts'
import type { ReportRow } from './report-header.ts'
import { reportRow } from './report-header.ts'

/** In an answer of Graph they lie in `value`, in one of the reporting web service in `d.results`. */
const DEEPEST = 3

/**
 * Names that all objects of a trace have, as PowerShell and Microsoft Graph write them. Other programs log mail in JSON too, with names that
 * are shorter.
 */
const NAMED = [/"sender_?address"\s*:/i, /"recipient_?address"\s*:/i, /"(?:status|event|event_?id)"\s*:/i] as const

/** Is there an object of a message trace in this JSON? */
export function holdsTraceRecord(json: string): boolean {
  return NAMED.every((name) => name.test(json))
}

/**
 * The rows of `Get-MessageTraceV2 | ConvertTo-Json`, or of an answer of Graph's `messageTraces`, in one line (latin1 octets of UTF-8); none
 * where it is something else.
 */
export function traceRows(line: string): readonly ReportRow[] {
  const text = withoutMark(line)
  if (!text.startsWith('{') || !holdsTraceRecord(text)) return []
  const value = parseObject(text)
  return value === undefined ? [] : rowsIn(value, 1)
}

function rowsIn(value: unknown, depth: number): readonly ReportRow[] {
  if (Array.isArray(value)) return value.flatMap((one) => rowsIn(one, depth))
  if (!isRecord(value)) return []
  const fields = new Map(Object.entries(value).map(([name, field]) => [plainName(name), textOf(field)]))
  if (fields.has('senderaddress') && fields.has('recipientaddress')) {
    const row = reportRow((name) => fields.get(name) ?? '')
    return row.time !== '' && row.status !== '' ? [row] : []
  }
  return depth < DEEPEST ? Object.values(value).flatMap((one) => rowsIn(one, depth + 1)) : []
}

/** Windows PowerShell writes a time that was given a display as an object with its value in it. */
function textOf(field: unknown): string {
  if (typeof field === 'string') return field
  if (typeof field === 'number') return String(field)
  return isRecord(field) && typeof field['value'] === 'string' ? field['value'] : ''
}
