import { readCsvRow } from '../../../mta/csv-row.ts'
import { holdsLoggedLine } from '../../../wire/syslog/json-fields.ts'
import { isoOfWrittenDate } from '../../../wire/syslog/written-date.ts'
import { isOwnStamped } from './logged-line.ts'
import type { RecordForm, RecordReader } from './record-form.ts'
import type { Fields } from './roles.ts'

/** A row goes on in the next line where a quoted field does, for so many octets. */
const ROW_LIMIT = 65_536
/** U+2502 in UTF-8, as latin1. */
const BOX_BAR = '\u00e2\u0094\u0082'
/** Rules of tables: hyphens, pluses, colons, and the box drawings of U+2500 to U+257F in UTF-8. */
const RULE = /^(?=.*(?:--|==|\u00e2\u0094))(?:[-+|=: \t]|\u00e2[\u0094\u0095][\u0080-\u00bf])+$/
const BAR = new RegExp(`(?<!\\\\)(?:\\||${BOX_BAR})`)
const OUTER_BARS = new RegExp(`^\\s*(?:\\||${BOX_BAR})|(?:\\||${BOX_BAR})\\s*$`, 'g')
/** `(60 rows)`, `60 rows in set (0.00 sec)`. */
const TOTAL = /^\(?\d+ rows?\b.{0,40}$/

type Cells = readonly string[]

interface Layout {
  readonly cellsOf: (line: string) => Cells | undefined
  readonly isRule: (line: string) => boolean
  /** Cells are as wide as their column: a row whose other cells are empty is the rest of the one above. */
  readonly wraps: boolean
}

/** Rows under a head: the first line whose cells look like names. */
function headed({ cellsOf, isRule, wraps }: Layout): () => RecordReader {
  return () => {
    let names: Cells | undefined
    let open = ''
    let row: string[] | undefined

    function ended(): readonly Fields[] {
      const whole = row
      row = undefined
      return whole === undefined || names === undefined
        ? []
        : [
            named(
              names,
              whole.map((cell) => cell.trim()),
            ),
          ]
    }

    function taken(cells: Cells): readonly Fields[] {
      if (names === undefined) {
        const head = cells.map((cell) => cell.trim())
        const isHead = looksLikeHead(head)
        names = isHead ? head : cells.map((_, index) => String(index + 1))
        if (isHead) return []
      }
      const filled = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]))
      const [only] = filled
      if (wraps && row !== undefined && filled.length === 1 && only !== undefined && only > 0) {
        row[only] = (row[only] ?? '') + (cells[only] ?? '')
        return []
      }
      const before = ended()
      row = [...cells]
      return before
    }

    return {
      line(line) {
        if (open === '' && (line.trim() === '' || isRule(line))) return []
        const cells = cellsOf(open + line)
        if (cells === undefined) {
          if (open.length + line.length >= ROW_LIMIT) return [open + line]
          open += `${line} `
          return []
        }
        open = ''
        return cells.length < 2 ? [...ended(), line] : taken(cells)
      },
      end: () => [...ended(), ...(open === '' ? [] : [open])],
    }
  }
}

/** Cells beyond the last column belong to it: the separator stood in the text. */
function named(names: Cells, cells: Cells): Fields {
  const fields = new Map<string, string>()
  for (const [index, name] of names.entries()) fields.set(name || String(index + 1), cells[index] ?? '')
  const last = names.length - 1
  if (cells.length > names.length) fields.set(names[last] || String(last + 1), cells.slice(last).join(' | '))
  return fields
}

/** Short names: no stamp, no number, no line. */
function looksLikeHead(cells: Cells): boolean {
  return (
    cells.every(
      (cell) =>
        cell.length <= 60 &&
        !/^[\d.]+$/.test(cell) &&
        !holdsLoggedLine(`${cell} `) &&
        !/\[\d{1,10}\]:?$/.test(cell) &&
        !isOwnStamped(cell) &&
        isoOfWrittenDate(cell) === undefined,
    ) && cells.filter((cell) => /^[^\s]/.test(cell)).length >= cells.length - 1
  )
}

/** Tables that are drawn with bars: Markdown, psql, mysql, sqlite3. */
export const DRAWN_TABLE_FORM: RecordForm = (sample) => {
  const barred = sample.filter((line) => !RULE.test(line) && BAR.test(line))
  if (barred.length < 2 || barred.length * 2 < sample.length) return undefined
  // One name before every bar is a container's.
  if (new Set(barred.map((line) => line.split(BAR, 1)[0])).size === 1 && !/^\s*(?:\||\u00e2)/.test(barred[0] ?? ''))
    return undefined
  return headed({
    cellsOf: (line) => line.replaceAll(OUTER_BARS, '').split(BAR).map(cellText),
    isRule: (line) => RULE.test(line) || TOTAL.test(line),
    wraps: true,
  })
}

/** One blank is margin; Markdown quotes what is code. */
function cellText(cell: string): string {
  const text = cell
    .replace(/^ /, '')
    .replace(/ $/, '')
    .replaceAll(String.raw`\|`, '|')
  return /^`[^`]*`\s*$/.test(text) ? text.trim().slice(1, -1) : text
}

/** Rows with one separator; `sep=;` is for Excel, `#TYPE` for PowerShell. */
export const SEPARATED_FORM: RecordForm = (sample) => {
  const rows = sample.filter((line) => line.trim() !== '' && !isRemark(line))
  if (rows.filter((row) => /^\s*[[{]/.test(row)).length * 2 > rows.length) return undefined
  if (rows.filter((row) => SQL_ROW.test(row)).length * 10 >= rows.length * 8)
    return headed({ cellsOf: sqlRow, isRule: isRemark, wraps: false })
  const separator = ['\t', ',', ';'].find((one) => {
    const counts = rows.map((row) => readCsvRow(row.trimEnd(), one)?.length).filter((count) => count !== undefined)
    const [first = 1] = counts
    return first > 1 && counts.filter((count) => count === first).length * 10 >= counts.length * 8
  })
  return separator === undefined
    ? undefined
    : headed({ cellsOf: (line) => readCsvRow(line, separator), isRule: isRemark, wraps: false })
}

function isRemark(line: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?(?:sep=.|#TYPE .*)\s*$/.test(line) || RULE.test(line)
}

/** Values as SQL writes them, `1,'text','more'`. */
const SQL_ROW = /^(?:(?:-?\d{1,20}|NULL|'(?:[^']|'')*')(?:,|$))+$/
const SQL_CELL = /(-?\d{1,20}|NULL|'(?:[^']|'')*')(?:,|$)/g

function sqlRow(line: string): Cells | undefined {
  if (!SQL_ROW.test(line.slice(0, ROW_LIMIT))) return [line]
  return [...line.matchAll(SQL_CELL)].map(([, cell = '']) =>
    cell.startsWith("'") ? cell.slice(1, -1).replaceAll("''", "'") : cell,
  )
}

/** Columns of fixed width under a rule of hyphens that shows them. */
export const FIXED_WIDTH_FORM: RecordForm = (sample) => {
  const rule = sample.find((line) => /^-{2,}(?: +-{2,})+\s*$/.test(line))
  if (rule === undefined) return undefined
  const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index)
  return headed({
    cellsOf: (line) =>
      starts.map((start, index) => line.slice(start, index + 1 < starts.length ? (starts[index + 1] ?? 0) : undefined)),
    isRule: (line) => line === rule,
    wraps: true,
  })
}
