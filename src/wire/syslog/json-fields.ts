import { isRecord } from '../../base/is-record.ts'

/** Fields of a record by their plain names (`log.syslog.appname` → `logsyslogappname`). */
export type Fields = ReadonlyMap<string, unknown>

type Json = Readonly<Record<string, unknown>>

/** So deep, and so many, are looked at in one record. */
const DEEPEST = 4
const MOST = 400

/** `program[123]: `, which a line of syslog has and hardly any other text. */
export function holdsLoggedLine(text: string): boolean {
  return /[\w)]\[\d{1,10}\]: /.test(text)
}

/** Lower case letters and digits: `TimeGenerated [UTC]`, `time_generated.utc` → `timegeneratedutc`. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

/** Nested objects add their names; where two fields come to one name the first holds. */
export function namedFields(value: Json): Fields {
  const fields = new Map<string, unknown>()
  const add = (record: Json, before: string, depth: number): void => {
    for (const [name, field] of Object.entries(record)) {
      if (fields.size >= MOST) return
      const key = before + plainName(name)
      if (isRecord(field) && depth < DEEPEST) add(field, key, depth + 1)
      else if (!fields.has(key)) fields.set(key, field)
    }
  }
  add(value, '', 1)
  return fields
}

/** Of the record that lies in `value` and has a text under one of `names`: `{ content: { message, timestamp } }`. */
export function fieldsWithText(value: Json, names: readonly string[], depth = 1): Fields | undefined {
  if (depth > DEEPEST) return undefined
  for (const field of Object.values(value)) {
    if (!isRecord(field)) continue
    const fields = namedFields(field)
    if (names.some((name) => typeof fields.get(name) === 'string')) return fields
    const inner = fieldsWithText(field, names, depth + 1)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** All strings of a record, as far as they are looked at. */
export function stringsIn(value: Json): readonly string[] {
  return [...namedFields(value).values()].filter((field) => typeof field === 'string')
}
