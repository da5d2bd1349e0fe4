import type { RecordForm, RecordReader } from './record-form.ts'
import type { Fields } from './roles.ts'

const YAML = /^\s*(?:- )?([A-Za-z_@][\w.@ -]{0,80}?)\s*:(?: (.*)|$)/

/** A name, what stands between, and the value. */
const LINES = [
  // journalctl -o verbose, sqlite3
  /^\s*([A-Za-z_@][\w.@-]{0,80}) ?= ?(.*)$/,
  // psql \x
  /^\s*([A-Za-z_@][\w.@-]{0,80})\s* \| (.*)$/,
  // Ruby's maps, set out
  /^\s*"([^"]{1,80})" => (.*?),?$/,
  // mysql \G, PowerShell, YAML
  YAML,
  // Miller
  /^([A-Za-z_@][\w.@-]{0,80}) +(.*)$/,
] as const

const VALUE_LIMIT = 65_536
const FIELDS_LIMIT = 200

/** One field a line; a record ends where a name comes again, at an empty line, or at one that is no field. */
export const VERTICAL_FORM: RecordForm = (sample) => {
  const filled = sample.filter((line) => line.trim() !== '')
  const form = LINES.find((one) => {
    const counts = new Map<string, number>()
    for (const line of filled) {
      const name = one.exec(line)?.[1]
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    const again = [...counts.values()].filter((count) => count > 1)
    return again.length > 1 && again.reduce((sum, count) => sum + count, 0) * 2 > filled.length
  })
  return form && (() => openVertical(form))
}

function openVertical(form: RegExp): RecordReader {
  let fields = new Map<string, string>()
  /** A line that is no field, before the first one: journalctl puts the time there. */
  let heading = ''
  /** Where the names of a record of a list stand in YAML: what is indented further goes on with the last value, folded. */
  let indent: number | undefined
  let last = ''

  function ended(): readonly Fields[] {
    const record = fields
    fields = new Map()
    if (indent !== undefined) for (const [name, value] of record) record.set(name, unquoted(value))
    return record.size > 1 ? [record] : []
  }

  return {
    line(line) {
      const margin = /^ */.exec(line)?.[0].length ?? 0
      if (indent !== undefined && margin > indent && line.length < VALUE_LIMIT) {
        const value = fields.get(last)
        if (value !== undefined && value.length < VALUE_LIMIT) fields.set(last, `${value} ${line.trim()}`)
        return []
      }
      if (form === YAML && line.startsWith('- ', margin)) indent = margin + 2
      const field = line.length > VALUE_LIMIT ? null : form.exec(line)
      if (field === null) {
        const records = ended()
        heading = line.trim()
        return records
      }
      const [, name = '', value = ''] = field
      const records = fields.has(name) || fields.size >= FIELDS_LIMIT ? ended() : []
      if (fields.size === 0 && STAMPED.test(heading)) fields.set('', stampOf(heading))
      heading = ''
      last = name
      fields.set(name, indent === undefined ? unquoted(value) : value)
      return records
    },
    end: ended,
  }
}

/** `Wed 2024-05-01 00:00:00.123456 UTC [s=…]` */
const STAMPED = /^(?:[A-Z][a-z]{2} )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

function stampOf(heading: string): string {
  const [, stamp = '', zone = ''] = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)( UTC)?/.exec(heading) ?? []
  return stamp + (zone === '' ? '' : 'Z')
}

/** As YAML, Ruby and Go quote. */
function unquoted(text: string): string {
  const value = text.trim()
  if (/^"(?:[^"\\]|\\.)*"$/.test(value))
    return value.slice(1, -1).replaceAll(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
  if (/^'(?:[^']|'')*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  return /^Str\(.*\)$/.test(value) ? value.slice(4, -1) : text
}
