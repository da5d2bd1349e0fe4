import { createInterner } from './interner.ts'
import { readJsonFrame } from './json-frame.ts'
import { readRfc5424 } from './rfc5424.ts'
import { openHeads } from './syslog-head.ts'
import type { Calendar, Stamp } from './stamp.ts'
import { digit, looksIso, openIsoStamps, readTai64n } from './stamp.ts'
import type { YearHints } from './yearless.ts'
import { openYearlessStamps } from './yearless.ts'

/**
 * One log line taken apart: when, where, which program, which process, what it said. The same object serves every line of a
 * reader and is overwritten by the next, so copy what must last. Text is latin1 (see `textOfLatin1`).
 */
export class Frame {
  kind: 'syslog' | 'journald' | 'docker' | 'dated' | 'bare' = 'bare'
  /** Milliseconds since the epoch; NaN where the line has no stamp. */
  atMs = Number.NaN
  host = ''
  /** `postfix/smtp`; empty where the line names none. */
  program = ''
  /** −1 where the line names none. */
  pid = -1
  /** "last message repeated N times": N, with an empty message. "message repeated N times: [ M ]": N, with M as message. */
  repeats = 0
  /** The message's octets, where it stands in a block as it is; `from` is −1 where it does not. */
  octets: Uint8Array = NO_OCTETS
  from = -1
  to = -1
  /** The block, and where the whole line stands in it. */
  block = ''
  start = 0
  end = 0
  #text: string | undefined = ''

  /** Cut out of the block when it is first asked for: most lines are counted, or passed over, by their octets. */
  get message(): string {
    return (this.#text ??= this.block.slice(this.from, this.to))
  }

  set message(text: string) {
    this.#text = text
    this.from = -1
    this.to = -1
  }

  /** The message is this part of the block. */
  place(octets: Uint8Array, block: string, from: number, to: number): void {
    this.octets = octets
    this.block = block
    this.from = from
    this.to = to
    this.#text = undefined
  }
}

const NO_OCTETS = new Uint8Array(0)

/** The whole line, for readers of formats that are not syslog (CSV, JSON). */
export function wholeLine(frame: Frame): string {
  return frame.start === 0 && frame.end === frame.block.length ? frame.block : frame.block.slice(frame.start, frame.end)
}

export interface FrameOptions extends YearHints {
  readonly calendar: Calendar
}

export interface FrameReader {
  line(line: string): Frame
  /** The line that stands at `start` to `end` of a block; `octets` are those of `text`. */
  inBlock(octets: Uint8Array, text: string, start: number, end: number): Frame
}

/**
 * Splits lines of RFC 3164, RFC 3339, RFC 5424, journald and Docker JSON, compose prefixes, journald short and short-iso, BusyBox, TAI64N,
 * and bare text. Any string is a frame: what fits no form is `bare`.
 */
export function openFrames(options: FrameOptions): FrameReader {
  const iso = openIsoStamps(options.calendar)
  const yearless = openYearlessStamps(options.calendar, options)
  const stamp: Stamp = { atMs: Number.NaN, end: 0 }
  const frame = new Frame()
  const names = createInterner(2_048)
  const head = openHeads(yearless, iso, names)

  function read(line: string, from: number, depth: number): void {
    const first = line.charCodeAt(from)
    if (first >= 65 && first <= 90 && yearless(line, from, stamp)) return stamped(line)
    if (first >= 48 && first <= 57 && looksIso(line, from) && iso(line, from, stamp)) return stamped(line)
    if (first === 64 && readTai64n(line, from, stamp)) return dated(line, stamp.end + 1)
    if (
      first === 123 &&
      depth < 2 &&
      readJsonFrame(line.slice(from), frame, names, (inner) => read(inner, 0, depth + 1))
    )
      return
    if (first === 60 && depth < 3) {
      const close = line.indexOf('>', from)
      if (close > from + 1 && close <= from + 4 && !Number.isNaN(digit(line, from + 1))) {
        if (readRfc5424(line, close + 1, frame, names, (text) => (iso(text, 0, stamp) ? stamp.atMs : Number.NaN)))
          return
        return read(line, close + 1, depth + 1)
      }
    }
    if (first === 0xef && line.startsWith('\xef\xbb\xbf', from)) return read(line, from + 3, depth)
    if (first === 0) return read(line, skipNuls(line, from), depth)
    unstamped(line, from, depth)
  }

  function stamped(line: string): void {
    frame.atMs = stamp.atMs
    const start = stamp.end + 1
    if (line.charCodeAt(stamp.end) !== 32) return dated(line, stamp.end)
    const hostEnd = line.indexOf(' ', start)
    if (hostEnd < 0) return dated(line, start)
    const spacedDate = line.charCodeAt(10) === 32 && line.charCodeAt(4) === 45
    // Exim's own log looks like "date time id …": only a tag with a process id is taken for syslog there.
    if (tag(line, hostEnd + 1, spacedDate)) {
      frame.kind = 'syslog'
      frame.host = names.text(line, start, hostEnd)
      return
    }
    if (tag(line, start, true)) {
      frame.kind = 'syslog'
      return
    }
    if (repeated(line, hostEnd + 1)) {
      frame.host = names.text(line, start, hostEnd)
      return
    }
    dated(line, start)
  }

  function dated(line: string, start: number): void {
    frame.kind = 'dated'
    frame.atMs = stamp.atMs
    frame.message = line.slice(start)
  }

  /** `program[pid]: text` or `program: text`. False, with nothing changed, when there is no tag at `start`. */
  function tag(line: string, start: number, needsPid: boolean): boolean {
    let index = start
    let code = line.charCodeAt(index)
    while (code > 32 && code !== 91 && code !== 58) code = line.charCodeAt(++index)
    // "postfix/127.0.0.1:10025/smtpd" and "postfix/[::1]:587/smtpd" have the marks inside the name.
    const next = line.charCodeAt(index + 1)
    if ((code === 58 && next !== 32) || (code === 91 && Number.isNaN(digit(line, index + 1)))) {
      const end = line.indexOf(' ', index)
      const open = end < 0 ? -1 : line.lastIndexOf('[', end)
      if (open > index && line.charCodeAt(end - 1) === 58) {
        index = open
        code = 91
      }
    }
    if (index === start || index - start > 80) return false
    if (code === 91) {
      let pid = 0
      let at = index + 1
      for (let value = digit(line, at); !Number.isNaN(value); value = digit(line, ++at)) pid = pid * 10 + value
      if (at === index + 1 || line.charCodeAt(at) !== 93) return false
      const colon = line.charCodeAt(at + 1) === 58
      if (needsPid && !colon) return false
      frame.pid = pid
      at += colon ? 2 : 1
      if (line.charCodeAt(at) === 32) at++
      frame.program = names.text(line, start, index)
      return body(line, at)
    }
    if (code === 58 && !needsPid && line.charCodeAt(index + 1) === 32) {
      frame.program = names.text(line, start, index)
      frame.pid = -1
      return body(line, index + 2)
    }
    // BusyBox writes "host mail.info postfix/smtp[12]: text".
    if (
      code === 32 &&
      /^(?:mail|user|daemon|local\d)\.[a-z]{3,7}$/.test(line.slice(start, Math.min(index, start + 20)))
    )
      return tag(line, index + 1, true)
    return false
  }

  function body(line: string, start: number): true {
    frame.message = line.slice(start)
    if (frame.message.startsWith('message repeated ')) unfold(frame)
    return true
  }

  function repeated(line: string, start: number): boolean {
    if (!line.startsWith('last message repeated ', start)) return false
    const count = Number.parseInt(line.slice(start + 22, start + 32), 10)
    if (!(count > 0)) return false
    frame.kind = 'syslog'
    frame.message = ''
    frame.repeats = count
    return true
  }

  function unstamped(line: string, from: number, depth: number): void {
    if (depth < 3) {
      // Compose: "postfix-mailcow-1  | May  1 …".
      const bar = line.indexOf('| ', from)
      if (bar > from && bar - from < 80 && /^[\w.-]+ *$/.test(line.slice(from, bar)))
        return read(line, bar + 2, depth + 1)
    }
    if (tag(line, from, true)) {
      frame.kind = 'syslog'
      return
    }
    frame.kind = 'bare'
    frame.message = from === 0 ? line : line.slice(from)
  }

  function slowly(): Frame {
    frame.atMs = Number.NaN
    frame.host = ''
    frame.program = ''
    frame.pid = -1
    frame.repeats = 0
    frame.message = ''
    read(wholeLine(frame), 0, 0)
    return frame
  }

  return {
    line(line) {
      frame.block = line
      frame.start = 0
      frame.end = line.length
      return slowly()
    },
    inBlock(octets, text, start, end) {
      frame.block = text
      frame.start = start
      frame.end = end
      return head(octets, text, start, end, frame) ? frame : slowly()
    },
  }
}

/** "message repeated 3 times: [ text]", as rsyslog folds them: the text is the message, three times. */
function unfold(frame: Frame): void {
  const open = frame.message.indexOf(' times: [')
  if (open < 0 || open > 40) return
  const count = Number.parseInt(frame.message.slice(17, open), 10)
  if (!(count > 0)) return
  const inner = frame.message.slice(open + 9, frame.message.endsWith(']') ? -1 : undefined)
  frame.message = inner.startsWith(' ') ? inner.slice(1) : inner
  frame.repeats = count
}

function skipNuls(line: string, from: number): number {
  let index = from
  while (index < line.length && line.charCodeAt(index) === 0) index++
  return index
}
