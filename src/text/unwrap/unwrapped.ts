import type { Around } from '../assemble.ts'
import { stepAndEnd } from '../record-fields.ts'
import { unframed } from './frame.ts'
import { withoutGuesses, withoutRequests } from './guesses.ts'
import { isOfMatter, jsonFields } from './json-fields.ts'
import { peeled } from './wrappers.ts'

/** The words that report, and what stood around them. */
export interface Unwrapped {
  readonly core: string
  readonly around: Around
  /** The command that an error object names. */
  readonly command?: string
  /** The stack of an error object. */
  readonly trace?: string
}

/** Takes off what programs set around a report: JSON, the frame of a log, the sentences of those that hand it on. */
export function unwrapped(text: string): Unwrapped {
  const json = jsonFields(text) ?? jsonBehind(text)
  const framed = unframed(withoutRequests(withoutGuesses(json?.core ?? text)))
  let core = framed.core
  let around: Around = { ...json?.around, ...framed.around }
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = peeled(core)
    if (inner === undefined || inner.core.trim() === '') break
    core = inner.core.trim()
    around = { ...around, ...inner.around }
  }
  return {
    core,
    around,
    ...(json?.command !== undefined && { command: json.command }),
    ...(json?.trace !== undefined && { trace: json.trace }),
  }
}

/** Of an error's fields only the code is text. */
const CODE_ALONE = /^code: '\w{1,40}'$/

/** Monolog prints the exception behind its sentence, which often ends before the reason does. */
const MONOLOG = /^\[object\] \(/

/** Monolog's second, empty context. */
const CONTEXT = / (?:\[\]|\{\})$/

/** Fields without words, behind a sentence: what it was about. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Go's loggers set a record behind their sentence: `delivery attempt failed {"reason":"…"}`. */
function jsonBehind(text: string): ReturnType<typeof jsonFields> {
  const context = CONTEXT.exec(text)
  const end = context === null ? text.length : text.length - context[0].length
  const at = text.endsWith('}', end) ? text.indexOf('{"') : -1
  // What the fields tell themselves is no aside.
  if (at > 0 && stepAndEnd(text.slice(at, end)) !== undefined) return undefined
  const found = at > 0 ? jsonFields(text.slice(at, end)) : undefined
  if (found === undefined || !/[a-z]{3}/i.test(found.core))
    return at > 0 && isJson(text.slice(at, end)) ? { core: text.slice(0, at).trim(), around: {} } : undefined
  if (MONOLOG.test(found.core) && isOfMatter(text.slice(0, at))) return { ...found, core: text.slice(0, at).trim() }
  if (!CODE_ALONE.test(found.core)) return found
  // Fields of an error object beside its sentence: `Error: Timeout … {"code":"ETIMEDOUT","command":"CONN"}`.
  const command = found.command === undefined ? '' : `, command: '${found.command}'`
  return { core: `${text.slice(0, at).trim()} ${found.core}${command}`, around: found.around }
}
