import { ownString } from './latin1.ts'
import type { Calendar, Stamp } from './stamp.ts'
import { digit, sameStamp, twoDigits, withRepeatedHour } from './stamp.ts'

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Index of the month named at `index` (`May`), or −1. */
export function monthAt(text: string, index: number): number {
  const at = MONTHS.indexOf(text.slice(index, index + 3))
  return at % 3 === 0 && text.charCodeAt(index + 2) > 32 ? at / 3 : -1
}

/** Does `Mmm dd hh:mm:ss` end at `end`, and no other kind of stamp? */
export function endsYearlessStamp(text: string, end: number): boolean {
  return text.charCodeAt(end - 9) === 32 && text.charCodeAt(end - 12) === 32
}

export interface YearHints {
  /** Year of the first line, when the user said so. */
  readonly firstYear?: number
  /** A time that the last line is not later than: the file's mtime, or now for a stream. */
  readonly notAfterMs: number
  /** Month (from 0) of the last line, where the file's end could be looked at. */
  readonly lastMonth?: number
}

/**
 * Reads the stamps of RFC 3164, `May  1 00:00:00`, which name no year and no zone.
 * The first line is put into the latest year in which it is not after the file's end; from there, a month that falls back by more
 * than six is a New Year, one that leaps ahead by more than six is a line from before it. A year written after the day is believed.
 */
export function openYearlessStamps(
  calendar: Calendar,
  hints: YearHints,
): (text: string, start: number, stamp: Stamp) => boolean {
  const wallClock = withRepeatedHour(calendar)
  let lastText = ''
  let lastMs = Number.NaN
  let lastEnd = 0
  let year = Number.NaN
  let lastMonth = 0
  return (text, start, stamp) => {
    if (!sameStamp(text, start, lastText)) {
      const month = monthAt(text, start)
      if (month < 0 || text.charCodeAt(start + 3) !== 32) return false
      let index = start + 4
      if (text.charCodeAt(index) === 32) index++
      let day = digit(text, index++)
      const second = digit(text, index)
      if (!Number.isNaN(second)) {
        day = day * 10 + second
        index++
      }
      if (text.charCodeAt(index++) !== 32) return false
      let written = Number.NaN
      if (text.charCodeAt(index + 4) === 32) {
        written = twoDigits(text, index) * 100 + twoDigits(text, index + 2)
        index += 5
      }
      const hour = twoDigits(text, index)
      const minute = twoDigits(text, index + 3)
      const seconds = twoDigits(text, index + 6)
      if (text.charCodeAt(index + 2) !== 58 || text.charCodeAt(index + 5) !== 58) return false
      if (!(day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && seconds <= 60)) return false
      step(month, day, written)
      lastMs = wallClock(year, month, day, hour, minute, seconds)
      lastEnd = index + 8 - start
      lastText = ownString(text.slice(start, start + lastEnd))
    }
    stamp.atMs = lastMs
    stamp.end = start + lastEnd
    if (text.charCodeAt(stamp.end) === 46) stamp.end = fraction(text, stamp)
    return true
  }

  function step(month: number, day: number, written: number): void {
    if (!Number.isNaN(written)) year = written
    else if (Number.isNaN(year)) year = hints.firstYear ?? firstYear(month, day)
    else if (month < lastMonth - 6) year++
    else if (month > lastMonth + 6) year--
    lastMonth = month
  }

  function firstYear(month: number, day: number): number {
    const guess = new Date(hints.notAfterMs).getUTCFullYear() + 1
    const dayMs = 86_400_000
    // The last line decides the year where it is known; a first month after the last month is the year before it.
    if (hints.lastMonth !== undefined) {
      const lastYear = latestYear(guess, hints.lastMonth, 1, dayMs)
      return month > hints.lastMonth ? lastYear - 1 : lastYear
    }
    return latestYear(guess, month, day, dayMs)
  }

  function latestYear(guess: number, month: number, day: number, slackMs: number): number {
    let candidate = guess
    while (candidate > guess - 3 && calendar(candidate, month, day, 0, 0, 0) > hints.notAfterMs + slackMs) candidate--
    return candidate
  }
}

/** `00:00:00.123`: rsyslog's high-precision variant of the old stamp. */
function fraction(text: string, stamp: Stamp): number {
  let index = stamp.end + 1
  let scale = 100
  let ms = 0
  for (let value = digit(text, index); !Number.isNaN(value); value = digit(text, ++index)) {
    ms += value * scale
    scale /= 10
  }
  stamp.atMs += Math.floor(ms)
  return index
}
