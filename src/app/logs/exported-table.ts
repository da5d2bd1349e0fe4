import { readCsvRow } from '../../mta/csv-row.ts'
import type { LineMapper } from './line-decoder.ts'

/** A row goes on in the next line where a quoted field does, for so many octets. */
const ROW_LIMIT = 65_536

/** Columns that hold a logged line, as Kibana, Graylog and Splunk name them. */
const LINE_COLUMNS: ReadonlySet<string> = new Set(['message', 'short_message', '_raw', 'line', 'textpayload', 'log'])
const TIME_COLUMNS: ReadonlySet<string> = new Set(['@timestamp', 'timestamp', '_time', 'time', 'date'])

/** The columns of a table that a log store exported; undefined: the line heads no such table. */
export function tableColumns(headLine: string): readonly string[] | undefined {
  const columns = readCsvRow(headLine.replace(/^\u00ef\u00bb\u00bf/, '').trimEnd())
  if (columns === undefined || columns.length < 2) return undefined
  const names = columns.map((name) => name.toLowerCase())
  const holdsLines = names.some((name) => LINE_COLUMNS.has(name)) && names.some((name) => TIME_COLUMNS.has(name))
  return holdsLines ? columns : undefined
}

/** Rows become records of JSON, which the reader of frames takes apart. */
export function tableRows(columns: readonly string[]): LineMapper {
  let headed = false
  let open = ''

  function row(line: string): string {
    const cells = readCsvRow(line)
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
