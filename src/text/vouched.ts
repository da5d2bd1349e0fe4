import type { Around } from './assemble.ts'
import type { TextHints } from './text-reading.ts'

/** Nobody cut the text to one record before it came here. */
export function isPasted(hints: TextHints): boolean {
  return hints.speaker === undefined && (hints.origin === undefined || hints.origin === 'user')
}

/** Nobody vouches that it is a report, and no reply stands in it. */
export function isFromPerson(text: string, hints: TextHints): boolean {
  return isPasted(hints) && hints.software === undefined && !isReplyAlone(text)
}

/** What a server said, line by line, and nothing else. `450 - …` is how a list of codes explains one. */
function isReplyAlone(text: string): boolean {
  const lines = text.split('\n')
  return lines.every((line, at) => REPLY_LINE.test(line) || (at > 0 && goesOn(lines[at - 1] ?? '', line)))
}

const REPLY_LINE = /^\W{0,4}[245]\d\d(?:-| (?![-–—] ))/

/** A line that a mail program wrapped: it was full, no sentence ended there, and its sentence or its link goes on. */
function goesOn(before: string, line: string): boolean {
  const isFull = before.trim().length >= 25 && !/[.!?:]\s{0,4}$/.test(before)
  return isFull && /^\s{0,8}(?:[a-z<]|[([][^\s)\]]+[)\]]|\(in reply to|\d{1,3}\.)/.test(line)
}

/** The caller or a mail program's log frame vouches that the text is about mail. */
export function isToldOfMail(hints: TextHints, around: Around): boolean {
  return !isPasted(hints) || hints.software !== undefined || around.software !== undefined
}
