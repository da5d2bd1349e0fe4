import { STATUS_FIELDS } from '../../../wire/syslog/json-status-fields.ts'
import { isoOfWrittenDate } from '../../../wire/syslog/written-date.ts'
import { isLoggedLine, isOwnStamped, standsAlone } from './logged-line.ts'
import { isMailProgram } from './mail-program.ts'

/** What a record holds, by name; columns without a name count from `1`. Text is latin1. */
export type Fields = ReadonlyMap<string, string>

/** Which of a record's fields say what. A whole logged line names its program itself; one that was taken apart is put together by the reader of frames. */
export type Roles =
  | { readonly kind: 'attributes' }
  | { readonly kind: 'line'; readonly line: string; readonly time: string | undefined }
  | {
      readonly kind: 'apart'
      readonly message: string
      readonly program: string
      readonly pid: string | undefined
      readonly time: string | undefined
    }

const TEXT_NAMES = /^(?:.*[._@])?(?:message|msg|text|line|log|_raw|raw|syslogmessage|body|content)$/i
const PROGRAM_NAMES = /program|app_?name|application_?name|process[._]?name|ident|tag/i
const PID_NAMES = /(?:^|[._ ])pid$|proc(?:ess)?[._ ]?id$/i

/** A line whose stamp stands apart: `mail postfix/smtp[123]: …`. */
const NEARLY_WHOLE = /^(?:[\w.:-]{1,80} )?[\w./@-]{1,80}\[\d{1,10}\]: \S/
/** `postfix/smtp[123]:` alone. */
const TAG = /^[\w./@-]{1,80}\[\d{1,10}\]:?$/

/**
 * Told by what the fields hold, names decide between equals: a field with a logged line in most records, or one with a mail server's program and
 * beside it one with its words. undefined: these records are no log of mail.
 */
export function rolesOf(records: readonly Fields[]): Roles | undefined {
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))]
  if (STATUS_FIELDS.every((name) => names.includes(name))) return { kind: 'attributes' }
  const most = (test: (value: string) => boolean): readonly string[] =>
    names.filter((name) => {
      const values = records.map((record) => record.get(name) ?? '').filter((value) => value !== '')
      return values.length * 2 >= records.length && values.filter(test).length * 2 >= values.length
    })
  const times = most(isStamp).filter((name) => records.every((record) => isStamp(record.get(name) ?? '', true)))
  // A number may be anything.
  const time = times.find((name) => records.some((record) => !EPOCH.test(record.get(name) ?? '0'))) ?? times[0]
  const [line] = [...most(isLoggedLine), ...most((value) => NEARLY_WHOLE.test(value) || isOwnStamped(value))]
  if (line !== undefined) return { kind: 'line', line, time: time === line ? undefined : time }
  const programs = most((value) => TAG.test(value) || isMailProgram(value))
  const program = programs.find((name) => PROGRAM_NAMES.test(name)) ?? programs.at(-1)
  if (program === undefined) return undefined
  const texts = most((value) => value.trim().includes(' ')).filter((name) => name !== time)
  const message = texts.find((name) => TEXT_NAMES.test(name)) ?? longest(texts, records)
  if (message === undefined) return undefined
  const numbers = most((value) => /^\d{1,10}$/.test(value))
  const beside = names[names.indexOf(program) + 1]
  const pid = most((value) => TAG.test(value)).includes(program)
    ? undefined
    : (numbers.find((name) => PID_NAMES.test(name)) ?? numbers.find((name) => name === beside))
  return { kind: 'apart', message, program, pid, time }
}

function isStamp(value: string, orEmpty = false): boolean {
  return (orEmpty && value === '') || EPOCH.test(value) || isoOfWrittenDate(value) !== undefined
}

/** Seconds, milliseconds, microseconds or nanoseconds of this century. */
const EPOCH = /^1\d{9}(?:\.\d{1,9}|\d{3}|\d{6}|\d{9})?$/

function longest(names: readonly string[], records: readonly Fields[]): string | undefined {
  const length = (name: string): number => records.reduce((sum, record) => sum + (record.get(name)?.length ?? 0), 0)
  return names.toSorted((a, b) => length(b) - length(a))[0]
}

/** The record as a line that the reader of frames takes apart: JSON, or the logged line itself where it has a stamp of its own. */
export function lineOfRecord(record: Fields, roles: Roles): string {
  if (roles.kind === 'attributes') return `${json(Object.fromEntries(record))}\n`
  const time = stampOf(record, roles.time)
  if (roles.kind === 'line') {
    const logged = record.get(roles.line) ?? ''
    const parts = logged.split(/[\r\n]+/).filter((part) => part.trim() !== '')
    return parts
      .map((part) => `${time === undefined || standsAlone(part) ? part : json({ time, line: part })}\n`)
      .join('')
  }
  const message = (record.get(roles.message) ?? '').replaceAll(/[\r\n]+/g, ' ')
  const program = record.get(roles.program) ?? ''
  const pid = roles.pid === undefined ? undefined : record.get(roles.pid)
  if (message === '' || program === '') return ''
  return `${json({ ...(time !== undefined && { time }), program, ...(pid !== undefined && { pid }), message })}\n`
}

/** Stores keep `@timestamp` in UTC, and say nothing of it. */
function stampOf(record: Fields, name: string | undefined): string | undefined {
  const stamp = name === undefined ? '' : (record.get(name) ?? '')
  if (name === undefined || stamp === '') return undefined
  const iso = isoOfWrittenDate(stamp)
  if (iso === undefined) return stamp
  return /utc|^@timestamp$/i.test(name) && /:\d\d(?:\.\d+)?$/.test(iso) ? `${iso}Z` : iso
}

function json(record: Readonly<Record<string, string>>): string {
  const text = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, Buffer.from(value, 'latin1').toString('utf8')]),
  )
  return Buffer.from(JSON.stringify(text), 'utf8').toString('latin1')
}
