import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import type { Stamp } from './stamp.ts'

/** Reads a stamp that begins at `start`. */
export type StampReader = (text: string, start: number, stamp: Stamp) => boolean

/**
 * The common heads, `STAMP host program[pid]: text`, read in place. False, with nothing promised about the frame, for every other line;
 * those take the slow way. Octets are compared, for they cost a fraction of what a string's characters do; `text` is the same block.
 */
export type HeadReader = (octets: Uint8Array, text: string, start: number, end: number, frame: Frame) => boolean

const SPACE = 32
const COMMA = 44
const COLON = 58
const LETTER_T = 84
const OPEN = 91
const CLOSE = 93
/** `2024-05-01T00:00:00` */
const SECONDS_LENGTH = 19
/** `2024-05-01T00:00:` */
const ISO_MINUTE_LENGTH = 17
/** `May  1 00:00:` */
const MINUTE_LENGTH = 13

export function openHeads(yearless: StampReader, iso: StampReader, names: Interner): HeadReader {
  const stamp: Stamp = { atMs: Number.NaN, end: 0 }
  // The last stamp's octets: up to the minute, and (ISO only) the zone. No zone changes its offset within a minute.
  const minute = new Uint8Array(32)
  let minuteLength = 0
  let minuteMs = Number.NaN
  const zone = new Uint8Array(8)
  let zoneLength = 0
  // The last host's octets, and its name: a log is most often of one.
  const host = new Uint8Array(64)
  let hostLength = 0
  let hostName = ''

  function isSame(octets: Uint8Array, start: number, known: Uint8Array, length: number): boolean {
    for (let index = length - 1; index >= 0; index--) if (octets[start + index] !== known[index]) return false
    return true
  }

  /** The stamp just read is the first of its minute. */
  function keepMinute(octets: Uint8Array, start: number, length: number, ms: number): void {
    minuteLength = length
    minuteMs = stamp.atMs - ms - secondAt(octets, start + length) * 1000
    minute.set(octets.subarray(start, start + length))
  }

  /** End of the host's name, which is then in `hostName`. */
  function hostEnd(octets: Uint8Array, start: number, end: number): number {
    if (hostLength > 0 && isSame(octets, start, host, hostLength) && octets[start + hostLength] === SPACE)
      return start + hostLength
    let index = start
    while (index < end && octets[index] !== SPACE) index++
    hostName = names.octets(octets, start, index)
    hostLength = index - start <= host.length ? index - start : 0
    for (let at = 0; at < hostLength; at++) host[at] = octets[start + at] ?? 0
    return index
  }

  /** End of the stamp, or −1. Its time is in `stamp`. */
  function yearlessEnd(octets: Uint8Array, text: string, start: number): number {
    if (
      minuteLength === MINUTE_LENGTH &&
      isSame(octets, start, minute, MINUTE_LENGTH) &&
      octets[start + 15] === SPACE
    ) {
      const second = secondAt(octets, start + MINUTE_LENGTH)
      if (second >= 0) {
        stamp.atMs = minuteMs + second * 1000
        return start + 15
      }
    }
    if (!yearless(text, start, stamp)) return -1
    if (stamp.end - start === 15) keepMinute(octets, start, MINUTE_LENGTH, 0)
    return stamp.end
  }

  function isoEnd(octets: Uint8Array, text: string, start: number): number {
    let index = start + SECONDS_LENGTH
    let fractionMs = 0
    if (octets[index] === 46) {
      let scale = 100
      for (let code = octets[++index] ?? 0; code >= 48 && code <= 57; code = octets[++index] ?? 0) {
        fractionMs += (code - 48) * scale
        scale /= 10
      }
    }
    const ms = Math.floor(fractionMs)
    const second = secondAt(octets, start + ISO_MINUTE_LENGTH)
    if (
      second >= 0 &&
      minuteLength === ISO_MINUTE_LENGTH &&
      isSame(octets, start, minute, ISO_MINUTE_LENGTH) &&
      isSame(octets, index, zone, zoneLength) &&
      endsStamp(octets, index + zoneLength, zoneLength)
    ) {
      stamp.atMs = minuteMs + second * 1000 + ms
      return index + zoneLength
    }
    if (!iso(text, start, stamp)) return -1
    if (second >= 0 && stamp.end >= index && stamp.end - index <= zone.length) {
      keepMinute(octets, start, ISO_MINUTE_LENGTH, ms)
      zoneLength = stamp.end - index
      zone.set(octets.subarray(index, stamp.end))
    }
    return stamp.end
  }

  /** A stamp, and the rest is the message. */
  function dated(frame: Frame, from: number, end: number): true {
    frame.kind = 'dated'
    frame.atMs = stamp.atMs
    frame.host = ''
    frame.program = ''
    frame.pid = -1
    frame.repeats = 0
    frame.place(from, end)
    return true
  }

  return (octets, text, start, end, frame) => {
    const first = octets[start] ?? 0
    let index = -1
    if (first >= 65 && first <= 90) index = yearlessEnd(octets, text, start)
    // "2024-05-01 00:00:00" with a space is another logger's.
    else if (first >= 48 && first <= 57 && octets[start + 10] === LETTER_T) index = isoEnd(octets, text, start)
    else if (isEximLine(octets, start)) {
      index = isoEnd(octets, text, start)
      if (index !== start + SECONDS_LENGTH || index >= end) return false
      return dated(frame, index + 1, end)
    }
    if (index < 0) return false
    // The first field of a row (Exchange): whoever writes rows names no host.
    if (octets[index] === COMMA && octets[start + 10] === LETTER_T) return dated(frame, index, end)
    if (octets[index] !== SPACE) return false
    const hostStart = index + 1
    index = hostEnd(octets, hostStart, end)
    // A tag where the host should stand.
    if (octets[index - 1] === COLON) return false
    const programStart = index + 1
    let hash = 0
    let code = octets[++index] ?? 0
    while (index < end && code > SPACE && code !== OPEN && code !== COLON) {
      hash = (Math.imul(hash, 31) + code) | 0
      code = octets[++index] ?? 0
    }
    if (code !== OPEN || index === programStart || index - hostStart > 320) return false
    const programEnd = index
    let pid = 0
    code = octets[++index] ?? 0
    while (code >= 48 && code <= 57) {
      pid = pid * 10 + code - 48
      code = octets[++index] ?? 0
    }
    if (code !== CLOSE || index === programEnd + 1 || octets[index + 1] !== COLON) return false
    index += 3
    // A template of rsyslog's puts a second blank before the text.
    if (octets[index - 1] !== SPACE || (octets[index] ?? 0) <= SPACE || index > end) return false
    // "message repeated N times: [ text]", "last message repeated N times", "[ID 801593 mail.info] text"
    if (octets[index] === 109 && text.startsWith('message repeated ', index)) return false
    if (((octets[index] ?? 0) | 32) === 108 && text.startsWith('ast message ', index + 1)) return false
    if (octets[index] === OPEN && text.startsWith('[ID ', index)) return false
    frame.kind = 'syslog'
    frame.atMs = stamp.atMs
    frame.host = hostName
    frame.program = names.hashed(octets, programStart, programEnd, hash)
    frame.pid = pid
    frame.repeats = 0
    frame.place(index, end)
    return true
  }
}

/** A comma without a zone before it begins a fraction (log4j). */
function endsStamp(octets: Uint8Array, at: number, zoneLength: number): boolean {
  return octets[at] === SPACE || (octets[at] === COMMA && zoneLength > 0)
}

/** Two digits of a second, to 60; −1 where none stand. */
function secondAt(octets: Uint8Array, at: number): number {
  const tens = (octets[at] ?? 0) - 48
  const ones = (octets[at + 1] ?? 0) - 48
  return tens >= 0 && tens <= 6 && ones >= 0 && ones <= 9 && tens * 10 + ones <= 60 ? tens * 10 + ones : -1
}

/** `2024-05-01 00:00:00 1s1xOC-…`: Exim's own stamp, and the hyphens of a message id where they belong. */
function isEximLine(octets: Uint8Array, start: number): boolean {
  return (
    octets[start + 10] === SPACE &&
    octets[start + 4] === 45 &&
    octets[start + 19] === SPACE &&
    octets[start + 26] === 45 &&
    (octets[start + 33] === 45 || octets[start + 38] === 45)
  )
}
