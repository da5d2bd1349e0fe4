/** One way in which tools mark lines. */
interface Mark {
  readonly pattern: RegExp
  /** What is found: the same on all lines, a number that grows from line to line, or anything. */
  readonly found: 'same' | 'counted' | 'any'
}

/** So many lines show a habit. */
const FEWEST_LINES = 2

const MARKS: readonly Mark[] = [
  // Quoted, in mail and in tickets.
  { pattern: /^(?:[ \t]*>)+ ?/, found: 'any' },
  // Indented, as code is.
  { pattern: /^[ \t]+/, found: 'same' },
  // A line's number (grep -n, less -N, nl, cat -n); a year grows as well.
  { pattern: /^(?!\d{4}-\d\d-\d\d) *\d{1,9}(?:[:-]|\t| {1,2})(?=\S)/, found: 'counted' },
  // A file's name (grep), a container's (compose).
  { pattern: /^[\w./-]{1,200}\.[\w-]{1,20}:(?=\S)/, found: 'same' },
  { pattern: /^[\w.@-]{1,79} *\| (?=\S)/, found: 'same' },
  // Anything short before lines that have a stamp and an id of Exim's.
  {
    pattern:
      /^[^"{},;]{1,80}?(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?(?:\[\d{1,10}\] )?(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} |unexpected ))/,
    found: 'any',
  },
  // A container's runtime, before records that carry times of their own.
  { pattern: /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z (?:std(?:out|err) F )?(?=[{#"]|\w+,)/, found: 'any' },
]

function marks({ pattern, found }: Mark, lines: readonly string[]): boolean {
  let first: string | undefined
  let last = -1
  for (const line of lines) {
    const prefix = pattern.exec(line)?.[0]
    if (prefix === undefined || (found === 'same' && prefix !== (first ??= prefix))) return false
    const count = Number.parseInt(prefix, 10)
    if (found === 'counted' && !(count > last)) return false
    last = count
  }
  return true
}

/**
 * Takes away what a tool put before every line; undefined: the lines have nothing in common that a tool would write. Formats whose lines
 * name no program (CSV, JSON) are known by their first octets, so nothing may stand before these.
 */
export function commonPrefix(lines: readonly string[]): ((line: string) => string) | undefined {
  const filled = lines.filter((line) => line.trim() !== '')
  if (filled.length < FEWEST_LINES) return undefined
  const mark = MARKS.find((one) => marks(one, filled))
  return mark === undefined ? undefined : (line) => line.replace(mark.pattern, '')
}
