import { readLiteral, type Literal } from './literal.ts'
import { eachLine, type RecordForm } from './record-form.ts'
import type { Fields } from './roles.ts'

/**
 * Lists, maps and tuples, one a line, perhaps after some words: `[0] tail.0: [1714521600.1, {"log"=>"…"}]` (Fluent Bit, with a number or without), `INSERT INTO t VALUES(1,'…');`,
 * `{'time': '…', 'message': '…'}`, `Row(time='…', message='…')` (Python), `["2024-…","mail","postfix/smtp[1]","…"]` (jq), and records of JSON that hold a line of Exim's own log.
 */
export const LITERAL_FORM: RecordForm = (sample) =>
  sample.some((line) => BEGINS.test(line) && !isRecordOfJson(line)) ? eachLine(fieldsOf) : undefined

const BEGINS = /^(?:(?:\[\d{1,6}\] )?[\w.*-]{1,80}: (?=[[{])|INSERT INTO [^(]{1,200}|[A-Z]\w{0,60}(?=\())?\s*[[({]/i

/** The reader of frames takes these apart, where the line inside names its program. */
function isRecordOfJson(line: string): boolean {
  return (
    /^\{\s*"(?:[^"\\]|\\.){0,80}"\s*:/.test(line) &&
    !/"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^"[\]]{0,20} [\w-]{16,23} /.test(line)
  )
}

function fieldsOf(line: string): Fields | undefined {
  const head = BEGINS.exec(line)?.[0]
  if (head === undefined) return undefined
  const from = head.length - 1
  // The first element of a list that goes on in the next lines.
  const read = readLiteral(line, from) ?? (line.charAt(from) === '[' ? readLiteral(line, from + 1) : undefined)
  // `INSERT INTO t (a,b) VALUES (…)`: names first.
  const next = read === undefined ? null : /^\s*VALUES\s*(?=\()/i.exec(line.slice(read.end, read.end + 60))
  const values = read === undefined || next === null ? read : readLiteral(line, read.end + next[0].length)
  if (values === undefined || typeof values.value === 'string') return undefined
  // What stands after it is a separator and no text.
  if (!/^[\s,;\])}]*$/.test(line.slice(values.end))) return undefined
  const fields = new Map<string, string>()
  add(fields, '', values.value)
  return fields.size > 0 ? fields : undefined
}

/** Elements of a list have numbers for names; a pair of a name and a value is a field of that name. */
export function add(fields: Map<string, string>, name: string, value: Literal): void {
  if (typeof value === 'string') fields.set(name, value)
  else if ('get' in value) {
    for (const [key, inner] of value) add(fields, name === '' ? key : `${name}.${key}`, inner)
  } else value.forEach((inner, index) => add(fields, name === '' ? String(index + 1) : `${name}.${index + 1}`, inner))
}
