import type { Frame } from '../../wire/syslog/frame.ts'
import { wholeLine } from '../../wire/syslog/frame.ts'
import { parseObject } from '../../wire/syslog/json-frame.ts'
import { quotedField } from '../field-text.ts'

/** `[LEVEL] [UUID] [plugin] text`, or the same as logfmt or JSON. */
export interface Entry {
  readonly uuid: string
  readonly plugin: string
  readonly text: string
}

/** Its text, `bouncing mail: …`, looks like another program's line. */
export function ownsRecord({ level, uuid, origin }: Readonly<Record<string, unknown>>): boolean {
  return typeof level === 'string' && typeof uuid === 'string' && typeof origin === 'string'
}

const LEVEL = /^\[(?:DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] /

/** Which part of the server speaks; before 3.0.4 the field had another name. */
const ORIGIN_FIELD = / (?:origin|source)=/
const ORIGIN_NAME = /"(?:origin|source)":/
const OWN_NAMES: ReadonlySet<string> = new Set(['level', 'uuid', 'origin', 'source', 'message'])
const MESSAGE = / message=(?:"(?:[^"\\]|\\.)*"|[^ "]*)/

export function readEntry(frame: Frame): Entry | undefined {
  const text = frame.message === '' ? wholeLine(frame) : frame.message
  if (LEVEL.test(text)) {
    const uuidAt = text.indexOf('] [')
    const uuidEnd = text.indexOf('] [', uuidAt + 2)
    const pluginEnd = text.indexOf('] ', uuidEnd + 3)
    if (uuidAt < 0 || uuidEnd < 0 || pluginEnd < 0) return undefined
    const words = text.slice(pluginEnd + 2)
    // Parts of the server speak through its core, and connections of the pool have ids of their own: "[core] [outbound] text".
    const inner = /^(?:\[[\w.:-]{1,80}\] ){1,3}/.exec(words)?.[0] ?? ''
    const plugin = text.slice(uuidEnd + 3, pluginEnd)
    return {
      uuid: text.slice(uuidAt + 3, uuidEnd),
      plugin: plugin === 'core' && inner.startsWith('[outbound]') ? 'outbound' : plugin,
      // A line without words of its own has two blanks before its fields: since 3.1, "[outbound]  delivered file=…".
      text: words.slice(inner.length).trimStart(),
    }
  }
  if (text.startsWith('level=') && ORIGIN_FIELD.test(text.slice(0, 300))) {
    const named = MESSAGE.exec(text)
    const rest = named === null ? '' : text.slice(named.index + named[0].length)
    return {
      uuid: quotedField(text, 'uuid'),
      plugin: quotedField(text, 'origin') || quotedField(text, 'source'),
      text: withFields(quotedField(text, 'message'), rest),
    }
  }
  if (text.startsWith('{"level":') && ORIGIN_NAME.test(text.slice(0, 300))) {
    const value = parseObject(text)
    if (value === undefined) return undefined
    const rest = Object.entries(value)
      .filter(([name]) => !OWN_NAMES.has(name))
      .map(([name, field]) => `${name}=${bareOrQuoted(String(field))}`)
      .join(' ')
    return {
      uuid: String(value['uuid'] ?? ''),
      plugin: String(value['origin'] ?? value['source'] ?? ''),
      text: withFields(String(value['message'] ?? ''), rest),
    }
  }
  return undefined
}

/** The same words as in the default format: a structured entry has the first of them as message (3.3: none) and the others as fields beside it. */
function withFields(message: string, fields: string): string {
  return `${message} ${fields.trimStart()}`.trim()
}

function bareOrQuoted(field: string): string {
  return /^[^\s"=]+$/.test(field) ? field : JSON.stringify(field)
}
