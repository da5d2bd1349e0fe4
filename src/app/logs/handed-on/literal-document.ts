import type { Decoder } from '../text-decoder.ts'
import { readLiteral } from './literal.ts'

/** Of one record so much is kept; what is longer holds none. */
const RECORD_LIMIT = 262_144
const DEEPEST = 64
/** What is shorter holds no words of a log: `{}`, `{ job: 'mail' }` are fields of the record around them. */
const SHORTEST = 60
const FEWEST = 2

/** `$VAR1 = [`, `records = [`, `array (`, and what begins at once. */
const BEGINS = /^(?:\u00ef\u00bb\u00bf)?\s*(?:[$@\w.]{1,60}\s*(?:=>?|:)?\s*)?[[{(]/

interface Found {
  readonly text: string
  /** Brackets around it, its own one counted. */
  readonly depth: number
}

/**
 * Records that a program wrote as values of its language and set out over lines, or one after the other in one line: Python's pprint and repr, Ruby's
 * pp, Perl's Data::Dumper, PHP's var_export, Node's inspect, lists within a list of JSON. `sample`: latin1.
 */
export function looksLikeLiteralDocument(sample: string): boolean {
  const head = BEGINS.exec(sample)?.[0]
  if (head === undefined || isRecordAlone(sample, head.length - 1)) return false
  const found = openGroups()(sample).filter(({ text }) => isRecord(text))
  return found.length >= FEWEST && found.some(({ text, depth }) => depth > 1 || text.includes('\n'))
}

/** A map that fills the first line is a record itself, whatever lies in it. */
function isRecordAlone(sample: string, from: number): boolean {
  const [line = ''] = sample.split('\n', 1)
  return line.charAt(from) === '{' && readLiteral(line, from)?.end === line.trimEnd().length
}

function isRecord(text: string): boolean {
  const read = readLiteral(text, 0)
  if (read === undefined || typeof read.value === 'string') return false
  return ('get' in read.value ? read.value.size : read.value.length) >= FEWEST
}

/** One record a line. */
export function openLiteralDocument(): Decoder {
  const groups = openGroups()
  return {
    push: (chunk) =>
      Buffer.from(
        groups(chunk.toString('latin1'))
          .map(({ text }) => `${text.replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`)
          .join(''),
        'latin1',
      ),
    end: () => Buffer.alloc(0),
  }
}

/** Takes piece after piece and gives the innermost brackets that end in it, those of mere fields left out. */
function openGroups(): (piece: string) => readonly Found[] {
  let kept = ''
  /** Where open brackets stand in `kept`; NaN: a record lies in it, so it is none itself. */
  let open: number[] = []
  let quote = ''
  let escaped = false

  function closed(): Found | undefined {
    const depth = open.length
    const from = open.pop()
    if (from === undefined || Number.isNaN(from)) return undefined
    const text = kept.slice(from)
    if (text.length < SHORTEST) return undefined
    open = open.map(() => Number.NaN)
    kept = ''
    return { text, depth }
  }

  return (piece) => {
    const found: Found[] = []
    for (let index = 0; index < piece.length; index++) {
      const char = piece.charAt(index)
      if (quote === '' && (char === '{' || char === '[' || char === '(') && open.length < DEEPEST)
        open.push(kept.length)
      if (open.length > 0) kept += char
      if (kept.length > RECORD_LIMIT) {
        kept = ''
        open = open.map(() => Number.NaN)
      }
      if (escaped) escaped = false
      else if (quote !== '') {
        if (char === '\\') escaped = true
        else if (char === quote) quote = ''
      } else if ((char === '"' || char === "'") && open.length > 0) quote = char
      else if (char === '}' || char === ']' || char === ')') {
        const record = closed()
        if (record !== undefined) found.push(record)
      }
      if (open.length === 0) kept = ''
    }
    return found
  }
}
