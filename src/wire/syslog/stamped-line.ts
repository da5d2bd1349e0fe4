import { isBetweenStamps, wholeLineAt } from './before-line.ts'
import { blanksEnd, wordEnd } from './blanks.ts'
import { DEEPEST, type LineReading } from './line-reading.ts'
import { readRfc5424 } from './rfc5424.ts'
import { isRepeatNotice, readBracketedTag, readTag, tagAfterWords } from './syslog-tag.ts'
import { readUnifiedLog } from './unified-log.ts'
import { containerText, isSeverity, severityEnd } from './wrappings.ts'
import { endsYearlessStamp } from './yearless.ts'

/** Lines that begin with a stamp, which was read: a host and a tag follow, a whole line, or bare text. */
export interface StampedLines {
  /** The line goes on at `end` in one of the forms of syslog, of a container's runtime or of macOS. */
  read(line: string, end: number, depth: number): void
  /** It goes on with text, or with a whole line: whoever wrote such a stamp knows neither hosts nor programs. */
  readExact(line: string, start: number, depth: number): void
}

export function openStampedLines(reading: LineReading): StampedLines {
  const { frame, names, stamp, isoMs } = reading

  function read(line: string, end: number, depth: number): void {
    const { atMs } = stamp
    frame.atMs = atMs
    const code = line.charCodeAt(end)
    if (code !== 32 && code !== 9) return dated(line, end, atMs)
    const start = severityEnd(line, blanksEnd(line, end))
    const inner = depth < DEEPEST ? containerText(line, start) : -1
    if (inner > 0) return contained(line, inner, depth)
    // A record: what stands in it before its first blank is no host.
    if (line.charCodeAt(start) === 123 && depth < DEEPEST && stampedTwice(line, start, depth)) return
    if (endsYearlessStamp(line, end) && readBracketedTag(line, start, frame, names)) return
    const hostEnd = wordEnd(line, start)
    if (hostEnd === line.length) return dated(line, start, atMs)
    const spacedDate = line.charCodeAt(10) === 32 && line.charCodeAt(4) === 45
    if (spacedDate && readUnifiedLog(line, start, frame, names)) return
    // Without a host the tag stands where the host should.
    if (line.charCodeAt(hostEnd - 1) === 58 && readTag(line, start, spacedDate, frame, names)) return
    const tagStart = blanksEnd(line, hostEnd)
    const host = names.text(line, start, hostEnd)
    const isHost = !isSeverity(host)
    // Exim's own log looks like "date time id …", and "ERROR EOFError: …" is an exception: only a tag with a process id is taken for syslog there.
    if (readTag(line, tagStart, spacedDate || !isHost || tagStart > hostEnd + 1, frame, names)) {
      frame.host = isHost ? host : ''
      return
    }
    if (readTag(line, start, true, frame, names)) return
    if (isRepeatNotice(line.slice(hostEnd + 1), frame)) {
      frame.kind = 'syslog'
      frame.message = ''
      frame.host = host
      return
    }
    if (depth < DEEPEST && stampedTwice(line, start, depth)) return
    if (readRfc5424(line, tagStart, frame, names, isoMs)) return
    const far = spacedDate ? -1 : tagAfterWords(line, tagStart)
    if (far > 0 && readTag(line, far, true, frame, names)) return
    dated(line, start, atMs)
  }

  function readExact(line: string, start: number, depth: number): void {
    const { atMs } = stamp
    frame.atMs = atMs
    if (depth >= DEEPEST || !stampedTwice(line, blanksEnd(line, start), depth)) dated(line, start, atMs)
  }

  /** A relay, a collector or a container's runtime put its own stamp, and perhaps some words, before a whole line. */
  function stampedTwice(line: string, start: number, depth: number): boolean {
    const at = wholeLineAt(line, start)
    if (at < 0) return false
    const atMs = frame.atMs
    const between = line.slice(start, at)
    if (between !== '' && !isBetweenStamps(between)) return false
    readInner(line, at, depth)
    // The outer stamp has a year and a zone where the inner one has none.
    const inner = line.charCodeAt(at)
    if (inner >= 65 || Number.isNaN(frame.atMs)) frame.atMs = atMs
    // Of a record the whole line is its text.
    if (between === '' || frame.program !== '' || (inner === 123 && frame.kind === 'dated')) return true
    frame.host = ''
    return false
  }

  /** A container's line in the runtime's stamp, which has a year and a zone. */
  function contained(line: string, start: number, depth: number): void {
    const { atMs } = stamp
    readInner(line, start, depth)
    frame.atMs = atMs
  }

  /** A whole line is read from its own beginning: where its stamp has a blank, it means the same within another. */
  function readInner(line: string, start: number, depth: number): void {
    reading.read(line.slice(start), 0, depth + 1)
  }

  function dated(line: string, start: number, atMs: number): void {
    frame.kind = 'dated'
    frame.atMs = atMs
    reading.says(line, start)
  }

  return { read, readExact }
}
