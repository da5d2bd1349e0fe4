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

const LEVEL = /^\[(?:DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] /

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
  if (text.startsWith('level=') && text.includes(' source=')) {
    const message = quotedField(text, 'message')
    return { uuid: quotedField(text, 'uuid'), plugin: quotedField(text, 'source'), text: withFields(message, text) }
  }
  if (text.startsWith('{"level":') && text.includes('"source":')) {
    const value = parseObject(text)
    if (value === undefined) return undefined
    const fields = Object.entries(value)
      .filter(([name]) => name !== 'message' && name !== 'level')
      .map(([name, field]) => `${name}=${JSON.stringify(String(field))}`)
      .join(' ')
    return {
      uuid: String(value['uuid'] ?? ''),
      plugin: String(value['source'] ?? ''),
      text: withFields(String(value['message'] ?? ''), fields),
    }
  }
  return undefined
}

/** Structured entries have the bare verb as message and its fields beside it. */
function withFields(message: string, fields: string): string {
  return message === 'delivered' ? `delivered ${fields}` : message
}
