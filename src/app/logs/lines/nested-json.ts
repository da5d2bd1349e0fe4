import { isRecord } from '../../../base/is-record.ts'
import { parsedJson } from '../../../base/parsed-json.ts'
import { holdsTrackingRecord } from '../../../mta/exchange/tracking-record.ts'
import { holdsTraceRecord } from '../../../mta/microsoft-365/report-record.ts'
import { holdsLoggedLine } from '../../../wire/syslog/json-fields.ts'
import { parseObject } from '../../../wire/syslog/json-frame.ts'
import { isMailProgram } from '../handed-on/mail-program.ts'
import type { Decoder } from './text-decoder.ts'

/** Of one record so much is kept; what is longer holds none. */
const RECORD_LIMIT = 262_144

/**
 * Answers of log stores hold many records in one document: `{"events":[{"timestamp":…,"message":"…"},…]}`, `{"data":{"result":[{"values":[["…","…"],…`.
 * The innermost object or list that has a logged line in it is one record, whatever the document's form, and so is every other at that depth:
 * what nobody understands is counted. What lies around them is dropped.
 */
export function openNestedJson(depth: number): Decoder {
  const records = openRecords(depth)
  return {
    push: (chunk) => Buffer.from(records(chunk.toString('latin1')).map(lineOf).join(''), 'latin1'),
    end: () => Buffer.alloc(0),
  }
}

/**
 * How deep the records of a document lie that holds several of them, or of a line that does: what stands in lines of its own needs no help.
 * `sample`: latin1.
 */
export function depthOfRecords(sample: string): number | undefined {
  if (!/^(?:\u00ef\u00bb\u00bf)?\s*\{/.test(sample)) return undefined
  const found = openRecords()(sample)
  const [first, second] = found
  if (first === undefined || second === undefined) return undefined
  // A record that fills its line is read with what lies around the text in it: its time, perhaps.
  const lineEnd = sample.indexOf('\n')
  if (
    first.end <= lineEnd &&
    second.end > lineEnd &&
    first.depth <= DEEPEST_FIELD &&
    isReadWhole(sample.slice(0, lineEnd))
  )
    return undefined
  return first.depth > 1 || !sample.slice(first.end).startsWith('\n') ? first.depth : undefined
}

/** So deep the reader of records looks for a text, and in no list. */
const DEEPEST_FIELD = 4

function isReadWhole(line: string): boolean {
  const record = parseObject(line)
  if (record === undefined) return false
  return isRecordText(JSON.stringify(record, (_, value: unknown) => (Array.isArray(value) ? undefined : value)))
}

interface Found {
  readonly text: string
  /** Brackets around it, its own one counted. */
  readonly depth: number
  /** Where it ends in the text that was given. */
  readonly end: number
}

/** What lies deeper is no record of its own. */
const DEEPEST = 64

/** Takes piece after piece of the document and gives the records that end in it. `recordDepth`: whatever lies so deep is one. */
function openRecords(recordDepth?: number): (piece: string) => readonly Found[] {
  /** What is kept begins at the outermost bracket that may still be a record. */
  let kept = ''
  /** Where open brackets stand in `kept`; NaN: a record lies in it, so it is none itself. */
  let open: number[] = []
  /** Brackets that are open below the deepest of them. */
  let deeper = 0
  let candidates = 0
  let inString = false
  let escaped = false

  function dropKept(): void {
    kept = ''
    open = open.map(() => Number.NaN)
    candidates = 0
  }

  function opened(): void {
    if (open.length >= DEEPEST) deeper++
    else {
      open.push(kept.length)
      candidates++
    }
  }

  function closed(end: number): Found | undefined {
    if (deeper > 0) {
      deeper--
      return undefined
    }
    const depth = open.length
    const from = open.pop()
    if (from === undefined || Number.isNaN(from)) return undefined
    candidates--
    const text = kept.slice(from)
    if (candidates === 0) kept = ''
    if (depth !== recordDepth && !isRecordText(text)) return undefined
    dropKept()
    return { text, depth, end }
  }

  function inside(char: string): void {
    if (escaped) escaped = false
    else if (char === '\\') escaped = true
    else if (char === '"') inString = false
  }

  return (piece) => {
    const found: Found[] = []
    for (let index = 0; index < piece.length; index++) {
      const char = piece.charAt(index)
      if (!inString && (char === '{' || char === '[')) opened()
      if (candidates > 0) kept += char
      if (kept.length > RECORD_LIMIT) dropKept()
      if (inString) inside(char)
      else if (char === '"') inString = true
      else if (char === '}' || char === ']') {
        const record = closed(index + 1)
        if (record !== undefined) found.push(record)
      }
    }
    return found
  }
}

/** A logged line in it, one of Exim's own, an event of a message's trace, or the program beside the words; a list with a stamp and a program in it is a row. */
function isRecordText(text: string): boolean {
  if (PAIR.test(text)) return false
  if (holdsLoggedLine(text) || OWN_STAMPED.test(text)) return true
  if (holdsTraceRecord(text) || holdsTrackingRecord(text)) return true
  return text.startsWith('{') ? TEXT_NAMED.test(text) && hasProgram(text, PROGRAM_NAMED) : isRow(text)
}

/** `{"field":"@message","value":"…"}`: a field of the record that the list around it is. */
const PAIR = /^\{\s*"(?:field|key|name)"\s*:\s*"[^"]{1,80}"\s*,\s*"value"\s*:\s*"/

function fieldsOfPairs(list: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  const fields = list.flatMap((one) => {
    const name = isRecord(one) ? (one['field'] ?? one['key'] ?? one['name']) : undefined
    return isRecord(one) && typeof name === 'string' && typeof one['value'] === 'string'
      ? [[name, one['value']] as const]
      : []
  })
  return fields.length === list.length && fields.length > 0 ? Object.fromEntries(fields) : undefined
}

const OWN_STAMPED = /"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^"[\]]{0,20} [0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} /
const TEXT_NAMED = /"(?:message|msg|short_message|SyslogMessage|logmsg)"\s*:\s*"/i
/** Elastic's schema has the program's name in an object of its own. */
const PROGRAM_NAMED =
  /"(?:program|app_?name|application_name|ident|ProcessName|service|syslog\.appname|process"\s*:\s*\{[^{}]{0,400}?"name)"\s*:\s*"([^"]{1,80})"/gi

function hasProgram(text: string, named: RegExp): boolean {
  return [...text.matchAll(named)].some(([, name = '']) => isMailProgram(name))
}

function isRow(text: string): boolean {
  if (text.length > ROW_LIMIT || !/"\d{4}-\d\d-\d\dT?/.test(text) || !hasProgram(text, /"([\w./[\]-]{2,80})"/g))
    return false
  const list = parsedJson(text)
  return Array.isArray(list) && list.every((one) => typeof one !== 'object' || one === null)
}

/** No row of a log is longer. */
const ROW_LIMIT = 20_000

/** A list becomes a record: what stands before the line tells the time. */
function lineOf({ text }: Found): string {
  const whole = text.replaceAll(/[\r\n]+/g, ' ')
  if (whole.startsWith('{')) return `${whole}\n`
  const list = parsedJson(Buffer.from(whole, 'latin1').toString('utf8'))
  if (!Array.isArray(list)) return ''
  const fields = fieldsOfPairs(list)
  if (fields !== undefined) return `${Buffer.from(JSON.stringify(fields), 'utf8').toString('latin1')}\n`
  if (isRow(whole)) return `${whole}\n`
  const strings = list.filter((one): one is string => typeof one === 'string')
  const line = strings.find(holdsLoggedLine) ?? strings.at(-1)
  const record = line === strings[0] ? { line } : { time: strings[0], line }
  return `${Buffer.from(JSON.stringify(record), 'utf8').toString('latin1')}\n`
}
