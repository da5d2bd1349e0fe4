import { readCsvRow } from '../../../mta/csv-row.ts'
import { holdsLoggedLine } from '../../../wire/syslog/json-fields.ts'
import { withoutMark } from '../../../wire/syslog/latin1.ts'
import type { LineMapper } from './line-decoder.ts'

/** A row goes on in the next line where a quoted field does, for so many octets. */
const ROW_LIMIT = 65_536

/** Columns that hold a logged line, as Kibana, Graylog and Splunk name them. */
const LINE_COLUMNS: ReadonlySet<string> = new Set(['message', 'short_message', '_raw', 'line', 'textpayload', 'log'])
const TIME_COLUMNS: ReadonlySet<string> = new Set(['@timestamp', 'timestamp', '_time', 'time', 'date'])
const SEPARATORS = [',', ';', '\t'] as const
/** No name of a column is longer. */
const NAME_LIMIT = 60

export interface Table {
  readonly columns: readonly string[]
  readonly separator: string
}

/**
 * The table of a log store that `sample` (latin1) is the beginning of: its head names a line and a time, or its first row has a whole logged line
 * in one of its cells, whatever the column's name. undefined: no such table.
 */
export function tableIn(sample: string): Table | undefined {
  const [headLine = '', firstLine = ''] = sample.split(/\r?\n/, 2)
  if (holdsLoggedLine(headLine) || /^\s*[[{]/.test(headLine)) return undefined
  for (const separator of SEPARATORS) {
    const columns = readCsvRow(withoutMark(headLine).trimEnd(), separator)
    if (columns === undefined || columns.length < 2) continue
    const names = columns.map((name) => name.toLowerCase())
    const isNamed = names.some((name) => LINE_COLUMNS.has(name)) && names.some((name) => TIME_COLUMNS.has(name))
    if (isNamed || holdsLines(columns, firstLine, separator)) return { columns, separator }
  }
  return undefined
}

function holdsLines(columns: readonly string[], firstLine: string, separator: string): boolean {
  if (columns.some((name) => name.length > NAME_LIMIT)) return false
  const cells = readCsvRow(firstLine, separator)
  if (cells?.length !== columns.length) return false
  // The program may stand in a column of its own, as its tag does in syslog.
  return cells.some((cell) => holdsLoggedLine(cell) || /^\S{1,80}\[\d{1,10}\]:?$/.test(cell))
}

/** Rows become records of JSON, which the reader of frames takes apart. */
export function tableRows({ columns, separator }: Table): LineMapper {
  let headed = false
  let open = ''

  function row(line: string): string {
    const cells = readCsvRow(line, separator)
    if (cells === undefined && line.length < ROW_LIMIT) {
      open = `${line} `
      return ''
    }
    open = ''
    if (cells === undefined) return `${line}\n`
    const record = Object.fromEntries(columns.map((name, index) => [text(name), text(cells[index] ?? '')]))
    return `${Buffer.from(JSON.stringify(record), 'utf8').toString('latin1')}\n`
  }

  return {
    line(line) {
      if (!headed) {
        headed = true
        return ''
      }
      return row(open + line.trimEnd())
    },
    end: () => (open === '' ? '' : `${open}\n`),
  }
}

function text(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8')
}
