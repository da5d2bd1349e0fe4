import { parsedJson } from '../../../base/parsed-json.ts'
import { eachLine, type RecordForm } from './record-form.ts'
import type { Fields } from './roles.ts'

/** `name=value` with quotes where a value has blanks (logfmt). */
const LOGFMT = /^(?:[\w.@/-]{1,80}=(?:"(?:[^"\\]|\\.)*"|[^\s"]*)(?: |$))+$/
const LOGFMT_FIELD = /([\w.@/-]{1,80})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g
/** `name:value` with tabs between (LTSV), and `name=value` with commas (Miller): the value goes on to the next separator and name. */
const SEPARATED = [
  { begins: /^[\w.-]{1,60}:[^\t]*\t[\w.-]{1,60}:/, split: /\t(?=[\w.-]{1,60}:)/, between: ':' },
  { begins: /^[\w.-]{1,60}=[^,]*,[\w.-]{1,60}=/, split: /,(?=[\w.-]{1,60}=)/, between: '=' },
] as const

const LIMIT = 65_536

export const NAMED_VALUES_FORM: RecordForm = (sample) => {
  const isHalf = (test: (line: string) => boolean): boolean => sample.filter(test).length * 2 >= sample.length
  if (isHalf((line) => LOGFMT.test(line.slice(0, LIMIT).trimEnd()))) return eachLine(logfmt)
  const form = SEPARATED.find(({ begins }) => isHalf((line) => begins.test(line)))
  return form && eachLine((line) => separated(line, form))
}

function logfmt(line: string): Fields | undefined {
  if (!LOGFMT.test(line.slice(0, LIMIT).trimEnd())) return undefined
  const fields = new Map<string, string>()
  for (const [, name = '', quoted, bare = ''] of line.matchAll(LOGFMT_FIELD))
    fields.set(name, quoted === undefined ? bare : unescaped(quoted))
  return fields
}

function unescaped(text: string): string {
  const value = parsedJson(`"${Buffer.from(text, 'latin1').toString('utf8')}"`)
  return value === undefined ? text.replaceAll(/\\(.)/g, '$1') : Buffer.from(String(value), 'utf8').toString('latin1')
}

function separated(line: string, { begins, split, between }: (typeof SEPARATED)[number]): Fields | undefined {
  if (!begins.test(line)) return undefined
  const fields = new Map<string, string>()
  for (const part of line.split(split)) {
    const at = part.indexOf(between)
    fields.set(part.slice(0, at), part.slice(at + 1))
  }
  return fields
}
