import { parsedJson } from '../../../base/parsed-json.ts'
import { withoutColours } from '../../../wire/syslog/wrappings.ts'
import { commonPrefix } from '../common-prefix.ts'
import type { LineMapper } from './line-decoder.ts'
import { openUnwrapping, wrapOf } from './wrapped-lines.ts'

/** A no-break space in UTF-8, as latin1. */
const NO_BREAK_SPACE = '\u00c2\u00a0'

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const ENTITY = /&(?:#(\d{2,3})|#[xX]([0-9a-fA-F]{2})|(lt|gt|amp|quot|apos|nbsp));/g
const TAG = /<\/?(?:pre|br|p|div|span|code|td|tr|samp|tt|html|body|blockquote)\b[^<>]{0,200}>/gi

/**
 * What happened to a log on its way through a browser, a terminal or a ticket, undone; undefined where the sample shows nothing of the
 * kind. `head`: latin1, the beginning of the input.
 */
export function pastedText(head: string): LineMapper | undefined {
  const steps: ((line: string) => string)[] = []
  if (withoutColours(head) !== head) steps.push(withoutColours)
  if (isEscapedForHtml(head)) steps.push(unescaped)
  if (isQuoted(head)) steps.push(unquoted)
  if (isEndMarked(head)) steps.push((line) => line.replace(/\$$/, '').replaceAll('^I', '\t'))
  if (CODE.test(head)) steps.push((line) => line.replace(CODE, ''))
  if (hasNoBreakSpaces(head)) steps.push((line) => line.replaceAll(NO_BREAK_SPACE, ' '))
  const clean = (line: string): string => steps.reduce((text, step) => step(text), line)
  const sample = (): readonly string[] => head.split('\n').slice(0, -1).map(clean)
  const unmarked = commonPrefix(sample())
  if (unmarked !== undefined) steps.push(unmarked)
  const wrap = wrapOf(sample())
  if (wrap !== undefined) {
    const unwrapping = openUnwrapping(wrap)
    return { line: (line) => unwrapping.line(clean(line)), end: unwrapping.end }
  }
  return steps.length === 0 ? undefined : { line: (line) => `${clean(line)}\n`, end: () => '' }
}

/** What forums put around code, on the lines of the code itself. */
const CODE = /^\[(?:code|pre|quote)[^\]]{0,40}\](?=\S)|\[\/(?:code|pre|quote)\]\s*$/im

/** In escaped text every `<` that is left begins a tag. */
function isEscapedForHtml(head: string): boolean {
  if (!/&(?:lt|#60|#[xX]3[cC]);/.test(head)) return false
  return !head.replaceAll(TAG, '').includes('<')
}

function unescaped(line: string): string {
  return line.replaceAll(TAG, '').replaceAll(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code === 160 ? ' ' : code < 127 ? String.fromCharCode(code) : whole
  })
}

/** Every line ends in `$`, as `cat -A` and vi's list show it. */
function isEndMarked(head: string): boolean {
  const lines = head.split('\n').slice(0, -1)
  return lines.length > 1 && lines.every((line) => line.endsWith('$'))
}

/** A string in a list of YAML, of JSON or of code; `b'…'` are octets of Python, `'…'` is how Node shows a text. */
const QUOTED = /^\s*(?:- )?(?:b?("(?:[^"\\]|\\.)*")|b?'((?:[^'\\]|\\.)*)'),?\s*$/
/** What holds a list together, and what was left out of it. */
const AROUND = /^\s*(?:[[\](){},;]*|\.\.\. \d+ more items)\s*$/

function isQuoted(head: string): boolean {
  const lines = head
    .split('\n')
    .slice(0, -1)
    .filter((line) => !AROUND.test(line))
  return lines.length > 1 && lines.filter((line) => QUOTED.test(line)).length * 10 >= lines.length * 8
}

function unquoted(line: string): string {
  const [, string, octets] = QUOTED.exec(line) ?? []
  if (octets !== undefined) return octetsOf(octets)
  if (string === undefined) return line
  const text = parsedJson(Buffer.from(string, 'latin1').toString('utf8'))
  return text === undefined ? line : Buffer.from(String(text).trimEnd(), 'utf8').toString('latin1')
}

/** As Python shows octets: those of ASCII as they are, with escapes. */
function octetsOf(text: string): string {
  return text
    .replace(/\\n$/, '')
    .replaceAll(/\\(?:x([0-9a-f]{2})|(.))/g, (_, hex?: string, char = '') =>
      hex === undefined
        ? ({ n: ' ', t: '\t', r: '' }[String(char)] ?? String(char))
        : String.fromCharCode(Number.parseInt(hex, 16)),
    )
}

/** Text copied out of a page has them throughout; in a log's own words they are rare. */
function hasNoBreakSpaces(head: string): boolean {
  return head.split(NO_BREAK_SPACE).length > head.split('\n').length
}
