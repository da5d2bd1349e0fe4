import type { EnhancedCode } from '../../domain/reply.ts'

/** One line of a reply: `250-text` goes on, `250 text` and `250` end it (RFC 5321 §4.2.1). */
export interface ReplyLine {
  readonly code: number
  readonly last: boolean
  /** Octets after the code and its separator. */
  readonly text: Uint8Array
}

const DIGIT_0 = 0x30
const DIGIT_9 = 0x39
const HYPHEN = 0x2d
const SPACE = 0x20

export const NO_CODE = 'a line that does not begin with a reply code'

/** Reads a line without its line end, or says in words why it is none. */
export function readReplyLine(line: Uint8Array): ReplyLine | { readonly why: string } {
  if (line.length === 0) return { why: 'an empty line where a reply was due' }
  if (!canBeginReplyLine(line)) return { why: NO_CODE }
  if (line.length < 3) return { why: 'a line shorter than a reply code' }
  const code = Number(String.fromCharCode(...line.subarray(0, 3)))
  if (line.length === 3) return { code, last: true, text: line.subarray(3) }
  return { code, last: line[3] !== HYPHEN, text: line.subarray(4) }
}

/** False as soon as the first octets cannot become a reply line: `[2-5][0-9][0-9]` and then space, hyphen or the line's end. */
export function canBeginReplyLine(line: Uint8Array): boolean {
  const [first, second, third, fourth] = line
  if (first !== undefined && (first < DIGIT_0 + 2 || first > DIGIT_0 + 5)) return false
  if (second !== undefined && !isDigit(second)) return false
  if (third !== undefined && !isDigit(third)) return false
  return fourth === undefined || fourth === SPACE || fourth === HYPHEN || fourth === 0x0d
}

/** The RFC 3463 code at the start of a reply text (RFC 2034), else undefined. */
export function enhancedCodeOf(text: string): EnhancedCode | undefined {
  const found = /^([245])\.(\d{1,3})\.(\d{1,3})(?=\s|$)/.exec(text)
  if (found === null) return undefined
  const [, status, subject, detail] = found
  return `${Number(status) as 2 | 4 | 5}.${Number(subject)}.${Number(detail)}`
}

function isDigit(octet: number): boolean {
  return octet >= DIGIT_0 && octet <= DIGIT_9
}
