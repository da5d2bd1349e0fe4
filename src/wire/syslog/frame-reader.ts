import { marksEnd } from './blanks.ts'
import { openDockerLines } from './docker-line.ts'
import { Frame, NO_OCTETS, wholeLine } from './frame.ts'
import { createInterner } from './interner.ts'
import type { IsOwnRecord, JsonReading } from './json-frame.ts'
import { readJsonFrame } from './json-frame.ts'
import { DEEPEST, type LineReading } from './line-reading.ts'
import { withEnglishMonth } from './local-month.ts'
import { readRfc5424 } from './rfc5424.ts'
import type { Calendar, Stamp } from './stamp.ts'
import { digit, looksIso, openIsoStamps, readTai64n, utcCalendar } from './stamp.ts'
import { openStampedLines } from './stamped-line.ts'
import { openHeads } from './syslog-head.ts'
import { openUnstampedLines } from './unstamped-line.ts'
import { epochEnd, isWeekday, monotonicEnd, withoutColours, withoutUnit, yearAfter, zoneNameEnd } from './wrappings.ts'
import type { YearHints } from './yearless.ts'
import { openYearlessStamps } from './yearless.ts'

export interface FrameOptions extends YearHints {
  readonly calendar: Calendar
  readonly isOwnRecord?: IsOwnRecord
}

export interface FrameReader {
  line(line: string): Frame
  /** The line that stands at `start` to `end` of a block; `octets` are those of `text`. */
  inBlock(octets: Uint8Array, text: string, start: number, end: number): Frame
  /**
   * The message of the frame just read is a whole line itself (a container's, sent on by Docker's or systemd's logger): the frame becomes the
   * inner one, at the outer one's time. False, with nothing changed, where no program is named in it.
   */
  within(): boolean
}

/**
 * Splits lines of RFC 3164, RFC 3339, RFC 5424, the JSON of journald, Docker, rsyslog and Filebeat, compose and containerd prefixes, the short
 * forms of journalctl, BusyBox, TAI64N, and bare text. Any string is a frame: what fits no form is `bare`.
 */
export function openFrames(options: FrameOptions): FrameReader {
  const iso = openIsoStamps(options.calendar)
  const utc = openIsoStamps(utcCalendar)
  const yearless = openYearlessStamps(options.calendar, options)
  const stamp: Stamp = { atMs: Number.NaN, end: 0 }
  const frame = new Frame()
  const names = createInterner(2_048, withoutUnit)
  const head = openHeads(yearless, iso, names)
  const docker = openDockerLines(head, iso)
  /** The line of a block that is being read the slow way, as long as it stands there as it is. */
  let whole: string | undefined
  const reading: LineReading = { frame, names, stamp, isoMs, read, says }
  const stamped = openStampedLines(reading)
  const unstamped = openUnstampedLines(reading)

  function read(line: string, from: number, depth: number): void {
    const first = line.charCodeAt(from)
    if (first >= 65 && first <= 90 && yearless(line, from, stamp))
      return stamped.read(line, yearlessEnd(line, from), depth)
    if (first >= 65 && first <= 90 && depth < DEEPEST && isWeekday(line, from))
      return afterWeekday(line, from + 4, depth)
    if (first >= 48 && first <= 57) {
      // A priority that a relay took off.
      if (first === 49 && readRfc5424(line, from, frame, names, isoMs)) return
      if (looksIso(line, from) && iso(line, from, stamp)) return stamped.read(line, stamp.end, depth)
      const end = epochEnd(line, from)
      if (end > 0) {
        stamp.atMs = Math.floor(Number(line.slice(from, end)) * 1000)
        return stamped.read(line, end, depth)
      }
    }
    if (first === 64 && readTai64n(line, from, stamp)) return stamped.readExact(line, stamp.end + 1, depth)
    if (first === 123 && depth < 2 && readJsonFrame(line.slice(from), frame, json(depth))) return
    if (first === 60 && depth < DEEPEST) {
      const close = line.indexOf('>', from)
      if (close > from + 1 && close <= from + 4 && !Number.isNaN(digit(line, from + 1))) {
        if (readRfc5424(line, close + 1, frame, names, isoMs)) return
        return read(line, close + 1, depth + 1)
      }
    }
    if (first === 91 && monotonicEnd(line, from) > 0) {
      stamp.atMs = Number.NaN
      return stamped.read(line, monotonicEnd(line, from), depth)
    }
    const local = depth < DEEPEST ? withEnglishMonth(line, from) : undefined
    if (local !== undefined) return read(local, 0, depth + 1)
    if (marksEnd(line, from) > from) return read(line, marksEnd(line, from), depth)
    unstamped(line, from, depth)
  }

  function isoMs(text: string): number {
    return iso(text, 0, stamp) ? stamp.atMs : Number.NaN
  }

  const json = (depth: number): JsonReading => ({
    names,
    isoMs,
    yearlessMs: (text) => (yearless(text, 0, stamp) ? stamp.atMs : Number.NaN),
    readInner: (inner) => read(inner, 0, depth + 1),
    isOwnRecord: options.isOwnRecord ?? (() => false),
  })

  /** End of the stamp just read; a year that stands after it is believed. */
  function yearlessEnd(line: string, from: number): number {
    const end = stamp.end
    const year = yearAfter(line, end)
    if (Number.isNaN(year)) return end
    yearless(`${line.slice(from, from + 7)}${year} ${line.slice(end - 8, end)}`, 0, stamp)
    return end + 5
  }

  /** `Wed 2024-05-01 00:00:00 UTC host …` (journalctl -o short-full), `Wed May  1 00:00:00 2024 host …`. */
  function afterWeekday(line: string, from: number, depth: number): void {
    if (!looksIso(line, from) || !iso(line, from, stamp)) return read(line, from, depth + 1)
    const end = zoneNameEnd(line, stamp.end)
    if (line.startsWith(' UTC', stamp.end)) utc(line, from, stamp)
    stamped.read(line, end, depth)
  }

  /** The rest of the line is the message. Readers of octets need no copy of what stands in the block. */
  function says(line: string, start: number): void {
    if (line === whole) frame.place(Math.min(frame.start + start, frame.end), frame.end)
    else frame.message = start === 0 ? line : line.slice(start)
  }

  function slowly(): Frame {
    frame.atMs = Number.NaN
    frame.host = ''
    frame.program = ''
    frame.pid = -1
    frame.repeats = 0
    frame.message = ''
    const line = wholeLine(frame)
    const clean = withoutColours(line)
    whole = frame.octets !== NO_OCTETS && clean === line ? line : undefined
    read(clean, 0, 0)
    whole = undefined
    return frame
  }

  return {
    line(line) {
      frame.octets = NO_OCTETS
      frame.block = line
      frame.start = 0
      frame.end = line.length
      return slowly()
    },
    inBlock(octets, text, start, end) {
      // A young object that an old one names costs the collector a note: one for each block, not for each line.
      if (frame.octets !== octets) {
        frame.octets = octets
        frame.text = text
        frame.block = text
      }
      frame.start = start
      frame.end = end
      const isRead =
        octets[start] === 123 ? docker(octets, text, start, end, frame) : head(octets, text, start, end, frame)
      return isRead ? frame : slowly()
    },
    within() {
      const { kind, atMs, host, program, pid, message } = frame
      const inner = message.startsWith(CEE) ? message.slice(CEE.length).trimStart() : message
      if (!mayBeTagged(inner)) return false
      frame.program = ''
      read(withoutColours(inner), 0, 1)
      const found = frame.program !== ''
      if (!found) Object.assign(frame, { kind, host, program, pid, message })
      if (!found || !Number.isNaN(atMs)) frame.atMs = atMs
      return found
    },
  }
}

/** Says that a record of JSON follows (Common Event Expression). */
const CEE = '@cee:'

/** A process id near the beginning, or a record: what does not look so is not read twice. */
function mayBeTagged(text: string): boolean {
  const tag = text.indexOf(']: ')
  return (tag > 0 && tag < 160) || text.charCodeAt(0) === 60 || text.charCodeAt(0) === 123
}
