import { decodeLines, type LineMapper } from '../lines/line-decoder.ts'
import type { Decoder } from '../lines/text-decoder.ts'
import { isOwnStamped } from './logged-line.ts'
import { lineOfRecord, rolesOf, type Fields, type Roles } from './roles.ts'

/**
 * Takes lines and gives the records that end in them, a line that is none of the form as it is, and nothing for what only holds the
 * form together (heads, rules, brackets).
 */
export interface RecordReader {
  line(line: string): readonly (Fields | string)[]
  /** The input has ended. */
  end(): readonly (Fields | string)[]
}

/** A way to write records down. undefined: the sample (latin1, whole lines) is not written so. */
export type RecordForm = (sample: readonly string[]) => (() => RecordReader) | undefined

/** So many records of a sample tell what their fields mean. */
const FEWEST = 2
/** What is not of the form stands beside it: a greeting, a prompt, a total. */
const LEAST_SHARE = 0.4

/** A line of a log as its server or syslog wrote it, without any form around it. */
const WHOLE =
  /^(?:@4[0-9a-f]{23} )?(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.:+Z-]*) [^,;\t"|{}]{1,120}\[\d{1,10}\]: /

/** The same without its stamp (`maillog_file = /dev/stdout` behind a collector, a pasted line), and nothing that separates columns. */
const TAGGED = /^[\w./-]{1,80}\[\d{1,10}\]: (?![^\t|]*[\t|])/

function isWhole(line: string): boolean {
  return WHOLE.test(line) || TAGGED.test(line) || isOwnStamped(line)
}

/** Reads the log that stands in records of one of these forms; undefined: there is none. */
export function openRecords(forms: readonly RecordForm[], sample: readonly string[]): Decoder | undefined {
  if (sample.filter((line) => isWhole(line)).length * 4 > sample.length) return undefined
  for (const form of forms) {
    const open = form(sample)
    if (open === undefined) continue
    const reader = open()
    const given = [...sample.flatMap((line) => reader.line(line)), ...reader.end()]
    const records = given.filter((one) => typeof one !== 'string')
    if (records.length < FEWEST || records.length < given.length * LEAST_SHARE) continue
    const roles = rolesOf(records)
    if (roles !== undefined) return decodeLines(recordLines(open(), roles))
  }
  return undefined
}

function recordLines(reader: RecordReader, roles: Roles): LineMapper {
  const written = (given: readonly (Fields | string)[]): string =>
    given.map((one) => (typeof one === 'string' ? `${one}\n` : lineOfRecord(one, roles))).join('')
  return { line: (line) => written(reader.line(line.replace(/\r$/, ''))), end: () => written(reader.end()) }
}

/** For forms whose records are lines: undefined is a line that is none. */
export function eachLine(read: (line: string) => Fields | undefined): () => RecordReader {
  return () => ({
    line: (line) => (line.trim() === '' ? [] : [read(line) ?? line]),
    end: () => [],
  })
}
