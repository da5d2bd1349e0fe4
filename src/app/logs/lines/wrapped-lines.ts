import type { LineMapper } from './line-decoder.ts'

/** How a log was broken into shorter lines: at spaces, or anywhere once `width` was full. */
export interface Wrap {
  readonly at: 'spaces' | 'anywhere'
  readonly width: number
}

/** Lines shorter than this are broken by no program that we know of. */
const NARROWEST = 50
const WIDEST = 250
/** So many breaks show a habit. */
const FEWEST_BREAKS = 3
/** A greeting above the log, or a line from elsewhere, may break the law. */
const MOST = 0.9
/** Of the rows of a screen so many end in the midst of a word. */
const FULL = 0.6
/** A joined line longer than this is no line of a log. */
const JOINED_LIMIT = 65_536

const MARKS = /^[\s>|]*/
const STAMP =
  /^(?:<\d{1,3}>(?:1 )?)?(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|@4[0-9a-f]{23} |[A-Z][a-z]{2} (?:[A-Z][a-z]{2} [ \d]\d|\d{4}-))/

interface Broken {
  /** Octets before the break, marks and all. */
  readonly length: number
  readonly hasSpace: boolean
  readonly nextLine: string
  /** Length of its first word. */
  readonly nextWord: number
}

/**
 * A log whose long lines stand broken, told by the law of wrapping: the next word would not have fitted. undefined: the lines are whole, or what
 * follows their beginnings is something else.
 */
export function wrapOf(lines: readonly string[]): Wrap | undefined {
  const breaks = breaksOf(lines)
  if (breaks.length < FEWEST_BREAKS) return undefined
  // The same message again and again, with a remark under it, is as long each time.
  if (new Set(breaks.map(({ nextLine }) => nextLine)).size < FEWEST_BREAKS) return undefined
  const width = lines.reduce((widest, line) => Math.max(widest, line.replace(/\r$/, '').length), 0)
  // A copy of a screen has lost the blanks with which its rows ended.
  const full = breaks.filter(({ length }) => length === width)
  if (
    width >= NARROWEST &&
    width <= WIDEST &&
    full.length >= breaks.length * FULL &&
    breaks.every(({ length }) => length >= width - 1) &&
    lines.every((line) => line.replace(/\r$/, '').length <= width)
  )
    return { at: 'anywhere', width }
  // A word longer than the line stays whole: it tells nothing of the width.
  const spaced = breaks.filter(({ hasSpace, length }) => hasSpace && length <= WIDEST)
  const widest = spaced.reduce((most, { length }) => Math.max(most, length), 0)
  if (widest < NARROWEST || spaced.length < FEWEST_BREAKS) return undefined
  const lawful = spaced.filter(({ length, nextWord }) => length + 1 + nextWord > widest)
  const unbroken = lines.filter((line) => line.length > widest + 1 && line.replace(MARKS, '').trimEnd().includes(' '))
  if (lawful.length < breaks.length * MOST || unbroken.length > lines.length * (1 - MOST)) return undefined
  return { at: 'spaces', width: widest }
}

function breaksOf(lines: readonly string[]): readonly Broken[] {
  const breaks: Broken[] = []
  let broken: string | undefined
  for (const raw of lines) {
    const line = raw.replace(/\r$/, '')
    const text = line.replace(MARKS, '')
    if (text === '') broken = undefined
    else if (STAMP.test(text)) broken = line
    else if (broken !== undefined) {
      const space = text.indexOf(' ')
      breaks.push({
        length: broken.length,
        hasSpace: broken.replace(MARKS, '').trimEnd().includes(' '),
        nextLine: text,
        nextWord: space < 0 ? text.length : space,
      })
      broken = line
    }
  }
  return breaks
}

/** Puts broken lines together again. An empty line, and one that begins with a stamp, begins anew. */
export function openUnwrapping(wrap: Wrap): LineMapper {
  let joined = ''
  let lastLength = 0

  function flush(): string {
    const whole = joined
    joined = ''
    return whole === '' ? '' : `${whole}\n`
  }

  return {
    line(raw) {
      const line = raw.replace(/\r$/, '')
      const text = line.replace(MARKS, '')
      if (text === '') return flush()
      const goesOn = joined !== '' && !STAMP.test(text) && joined.length < JOINED_LIMIT
      // A line that had room left did not go on.
      const ended = wrap.at === 'anywhere' && lastLength < wrap.width - 1
      const before = lastLength
      lastLength = line.length
      if (goesOn && !ended) {
        const gap = wrap.at === 'anywhere' && before < wrap.width ? ' ' : ''
        joined = wrap.at === 'spaces' ? `${joined.trimEnd()} ${text}` : joined + gap + line
        return ''
      }
      const whole = flush()
      joined = text
      return whole
    },
    end: flush,
  }
}
