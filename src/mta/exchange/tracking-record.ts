import { isRecord } from '../../base/is-record.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { plainName } from '../csv-row.ts'

/** Names that every event of message tracking has, and that no other program's record of mail has together. */
const NAMED = [/"Timestamp"\s*:/i, /"EventId"\s*:/i, /"RecipientStatus"\s*:/i, /"InternalMessageId"\s*:/i] as const

/** Is this JSON an event of `Get-MessageTrackingLog | ConvertTo-Json`? */
export function holdsTrackingRecord(json: string): boolean {
  return NAMED.every((name) => name.test(json))
}

/** An event on one line (latin1 octets of UTF-8), by the plain names of its columns; lists as the log writes them. Undefined: another record. */
export function trackingRecord(line: string): ReadonlyMap<string, string> | undefined {
  if (!line.startsWith('{') || !holdsTrackingRecord(line)) return undefined
  const event = parseObject(line)
  return event === undefined
    ? undefined
    : new Map(Object.entries(event).map(([name, field]) => [plainName(name), textOf(field)]))
}

/** Windows PowerShell writes a time that was given a display as an object with its value in it. */
function textOf(field: unknown): string {
  if (typeof field === 'string') return field
  if (typeof field === 'number') return String(field)
  if (Array.isArray(field)) return field.filter((one) => typeof one === 'string').join(';')
  return isRecord(field) && typeof field['value'] === 'string' ? field['value'] : ''
}
