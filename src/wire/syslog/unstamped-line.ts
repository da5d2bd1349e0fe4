import { isFewWords, prefixLength, stampAndTag, wholeLineAt } from './before-line.ts'
import { blanksEnd, wordEnd } from './blanks.ts'
import { DEEPEST, type LineReading } from './line-reading.ts'
import { readTag } from './syslog-tag.ts'
import { isContainer } from './wrappings.ts'

/** Reads lines that begin with no stamp: what a tool put before a whole line is passed over, a tag is read, and the rest is bare text. */
export function openUnstampedLines(reading: LineReading): (line: string, from: number, depth: number) => void {
  const { frame, names, isoMs, read, says } = reading
  return (line, from, depth) => {
    const at = depth < DEEPEST && line.charCodeAt(from) !== 123 ? wholeLineAt(line, from) : -1
    if (depth < DEEPEST) {
      const bar = line.indexOf('| ', from)
      if (bar > from && bar - from < 80 && isContainer(line.slice(from, bar))) return read(line, bar + 2, depth + 1)
      const prefix = prefixLength(line, from, at)
      if (prefix > 0) return read(line, from + prefix, depth + 1)
    }
    if (readTag(line, from, true, frame, names)) return
    const second = blanksEnd(line, wordEnd(line, from))
    if (readTag(line, second, true, frame, names)) {
      frame.host = names.text(line, from, wordEnd(line, from))
      return
    }
    if (at > from && isFewWords(line.slice(from, at))) {
      read(line, at, depth + 1)
      if (frame.program !== '') return
      frame.atMs = Number.NaN
      frame.host = ''
    }
    const far = stampAndTag(line, from)
    if (far !== undefined && readTag(line, far.tagAt, true, frame, names)) {
      frame.atMs = isoMs(line.slice(far.stampAt, far.tagAt))
      return
    }
    frame.kind = 'bare'
    says(line, from)
  }
}
