import type { Decoder } from '../lines/text-decoder.ts'
import { readLiteral } from './literal.ts'

/** Of one record so much is kept; what is longer holds none. */
const RECORD_LIMIT = 262_144
const DEEPEST = 64
/** What is shorter holds no words of a log: `{}`, `{ job: 'mail' }` are fields of the record around them. */
const SHORTEST = 60
const FEWEST = 2

/** `$VAR1 = [`, `records = [`, `array (`, and what begins at once. */
const BEGINS = /^(?:\u00ef\u00bb\u00bf)?\s*(?:[$@\w.]{1,60}(?:\s*(?:=>?|:))?\s*)?[[{(]/

/**
 * A record, or a list of them, begins with a line. What a string holds that goes on over lines (`(250 ok)`, `[192.0.2.1]`) looks otherwise: behind
 * the bracket comes a value, the name of a field, or nothing.
 */
const RECORD_LINE =
  /^[ \t]*(?:[$@\w.]{1,60}[ \t]*(?:=>?|:)[ \t]*)?(?:array ?)?(?:[[{(][ \t]*["'[{(\r\n]|\{[ \t]*(?::|\w{1,60}[ \t]*[=:]))$/
/** The last octets of what RECORD_LINE needs. */
const TELLING = new Set('"\'[{(\r\n:=')
/** Of a line so much is looked at for a record that begins with it. */
const HEAD_LIMIT = 160

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

/** With the blanks around it. It begins where blanks begin: a run of them that no line ends in is read once, not once for each of them. */
const END_OF_LINE = /(?<!\s)\s*[\r\n]+\s*/g

/** One record a line. */
export function openLiteralDocument(): Decoder {
  const groups = openGroups()
  return {
    push: (chunk) =>
      Buffer.from(
        groups(chunk.toString('latin1'))
          .map(({ text }) => `${text.replaceAll(END_OF_LINE, ' ')}\n`)
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
  /** Within a string, the line so far, while a record may begin with it. */
  let head: string | undefined

  function forget(): void {
    kept = ''
    open = open.map(() => Number.NaN)
  }

  /** What is held was no string and no record: an apostrophe stood alone in it. */
  function startAnew(): void {
    forget()
    quote = ''
    escaped = false
    head = undefined
  }

  function closed(): Found | undefined {
    const depth = open.length
    const from = open.pop()
    if (from === undefined || Number.isNaN(from) || kept.length - from < SHORTEST) return undefined
    const text = kept.slice(from)
    forget()
    return { text, depth }
  }

  function take(char: string): Found | undefined {
    if (quote === '' && (char === '{' || char === '[' || char === '(')) {
      // Of what is nested deeper the outermost brackets are given up: records lie within.
      if (open.length >= DEEPEST) open.shift()
      open.push(kept.length)
    }
    if (open.length > 0) kept += char
    let found: Found | undefined
    if (kept.length > RECORD_LIMIT) startAnew()
    else if (escaped) escaped = false
    else if (quote !== '') {
      if (char === '\\') escaped = true
      else if (char === quote) quote = ''
    } else if ((char === '"' || char === "'") && open.length > 0) quote = char
    else if (char === '}' || char === ']' || char === ')') found = closed()
    if (open.length === 0) kept = ''
    return found
  }

  /** The beginning of a record that stands in what was taken for a string, once it is seen. */
  function recordBegun(char: string): string | undefined {
    if (quote === '') {
      head = undefined
      return undefined
    }
    if (head !== undefined) head = head.length < HEAD_LIMIT ? head + char : undefined
    const line = head !== undefined && TELLING.has(char) && RECORD_LINE.test(head) ? head : undefined
    if (char === '\n') head = ''
    return line
  }

  return (piece) => {
    const found: Found[] = []
    const takeAll = (text: string): void => {
      for (const char of text) {
        const record = take(char)
        if (record !== undefined) found.push(record)
      }
    }
    for (const char of piece) {
      const begun = recordBegun(char)
      if (begun === undefined) takeAll(char)
      else {
        startAnew()
        takeAll(begun)
      }
    }
    return found
  }
}
