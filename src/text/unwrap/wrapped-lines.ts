import { beginsRecord } from '../story/records.ts'
import { mayBeWrapped } from '../wrapped.ts'

/** No program sets wider pages. */
const WIDEST = 140
/** Terminals end lines there, within words too. */
const COLUMNS: ReadonlySet<number> = new Set([79, 80, 100, 120, 132])
/** What begins something of its own: a frame, a place in a source, an exception, a mark, a name with a value, a point of a list. */
const BEGINS =
  /^\s{0,12}(?:at |from |in |file "|caused by|\.\.\. \d|traceback|#\d|[-*+|>=]{1,3} |\d{1,2}[.)] |[{}[\]<(^~"']|\/\S{1,200}:\d|[\w$.-]{1,60}(?:\[\d{1,8}\]|\(\d{1,6}\))?(?:: |:$| ?= |:\w{1,20}[=:])|[^\w\s]{3,}|[\w.$\\]{2,80}(?:error|exception)\b)/i
/** A reply, a command, one side of a dialogue. */
const OF_DIALOGUE =
  /^\W{0,6}(?:[2-5]\d\d(?:[ -]|$)|(?:EHLO|HELO|LHLO|MAIL|RCPT|DATA|QUIT|RSET|NOOP|AUTH|STARTTLS|BDAT|VRFY)\b|[CS]: )/
/** What ended because it was at an end; below a frame of Python its source stands. */
const ENDED = /(?:[.!?;{}|>]|[:,]\s|[^\w\s]{3})$|^\s{0,8}File "/
/** What begins with a capital goes on behind these, else it is a statement of its own. */
const GOES_ON =
  /[:,([/&-]$|\b(?:an?|the|of|to|for|from|by|with|in|on|at|as|and|or|is|was|are|were|be|been|has|have|had|not|while|when|that|this|der|die|das|und|von|zu|mit|le|la|les|de|du|et|el|los|del|y)$/i
const CAPITAL = /^\s{0,40}\p{Lu}/u
const INDENT = /^[ \t]*/

/**
 * A text with the lines joined that a mail program or a terminal broke: every line but the last of a paragraph is so full that the first word of the
 * next would not have stood in it. Where one is not, the lines are what somebody or something set so.
 */
export function withoutWraps(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  const width = Math.max(...lines.map((line) => line.length))
  if (width > WIDEST || lines.some((line) => OF_DIALOGUE.test(line) && line !== lines[0])) return text
  const depths = new Set(lines.slice(1).map((line) => (INDENT.exec(line)?.[0] ?? '').length))
  if (depths.size > 1 && !lines.includes('')) return text
  const joints = lines.slice(1).map((line, at) => jointOf(lines[at] ?? '', line, width))
  if (joints.includes(undefined)) return text
  return lines
    .map((line, at) =>
      at === 0 ? line : `${joints[at - 1] ?? ''}${joints[at - 1] === '\n' ? line : line.trimStart()}`,
    )
    .join('')
}

/** What stood between two lines before they were parted: a blank, nothing within a word, their end; undefined where they look like two and are not told to be. */
function jointOf(above: string, line: string, width: number): '' | ' ' | '\n' | undefined {
  if (above.trim() === '' || line.trim() === '' || beginsRecord(line) || areAlike(above, line)) return '\n'
  if (above.length === width && COLUMNS.has(width) && !/^\s|\s$/.test(`${line}${above}`) && !ENDED.test(above))
    return ''
  if (ENDED.test(above) || BEGINS.test(line)) return '\n'
  const [first = ''] = line.trimStart().split(' ', 1)
  if (!mayBeWrapped(above) || above.trimEnd().length + 1 + first.length <= width) return undefined
  if (CAPITAL.test(line) && !GOES_ON.test(above.trimEnd())) return '\n'
  return above.endsWith('-') ? '' : ' '
}

/** Lines of a log begin alike: with a peer, a session, a program. */
function areAlike(one: string, other: string): boolean {
  const [first = ''] = one.split(' ', 1)
  return first.length > 2 && other.startsWith(`${first} `)
}
