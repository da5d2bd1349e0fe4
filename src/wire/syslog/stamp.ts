import { ownString } from './latin1.ts'

/** Wall-clock time to milliseconds since the epoch. `month` counts from 0. Local zone, fixed offset or UTC: the caller's choice. */
export type Calendar = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
) => number

export const utcCalendar: Calendar = (year, month, day, hour, minute, second) =>
  Date.UTC(year, month, day, hour, minute, second)

/** Minutes east of Greenwich. */
export function offsetCalendar(offsetMinutes: number): Calendar {
  return (year, month, day, hour, minute, second) =>
    Date.UTC(year, month, day, hour, minute, second) - offsetMinutes * 60_000
}

const HOUR_MS = 3_600_000
/** Lines of several processes may stand so far out of their order. */
const DISORDER_MS = 60_000

/**
 * Where summer time ends an hour comes twice, and stamps without a zone do not tell which is meant: one that lies before its forerunner
 * belongs to the second, where there is a second (then the next hour of the clock is more than an hour away).
 */
export function withRepeatedHour(calendar: Calendar): Calendar {
  let before = Number.NEGATIVE_INFINITY
  return (year, month, day, hour, minute, second) => {
    let ms = calendar(year, month, day, hour, minute, second)
    if (ms < before - DISORDER_MS) {
      const repeatedMs = calendar(year, month, day, hour + 1, minute, second) - ms - HOUR_MS
      if (repeatedMs > 0 && ms + repeatedMs >= before - DISORDER_MS) ms += repeatedMs
    }
    before = ms
    return ms
  }
}

/** A stamp that was read: where the text goes on after it, and its time. One object for all lines, overwritten by the next. */
export interface Stamp {
  atMs: number
  end: number
}

export function digit(text: string, index: number): number {
  const value = text.charCodeAt(index) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

export function twoDigits(text: string, index: number): number {
  return digit(text, index) * 10 + digit(text, index + 1)
}

/** Does the same stamp stand there as on the line before? Compared from its end, where neighbours differ. */
export function sameStamp(text: string, start: number, last: string): boolean {
  if (last === '') return false
  for (let index = last.length - 1; index >= 0; index--)
    if (text.charCodeAt(start + index) !== last.charCodeAt(index)) return false
  return true
}

/** True where the text looks like `2024-05-01T00:00:00` or the same with a space. */
export function looksIso(text: string, start: number): boolean {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45 || text.charCodeAt(start + 13) !== 58)
    return false
  const separator = text.charCodeAt(start + 10)
  return separator === 84 || separator === 32
}

/**
 * Reads ISO 8601 stamps (RFC 3339, and `+0000`, `,123` and a space for the T, as loggers write them).
 * A stamp without a zone is wall-clock time in `calendar`. The seconds part is remembered, for neighbours share it.
 */
export function openIsoStamps(calendar: Calendar): (text: string, start: number, stamp: Stamp) => boolean {
  let lastText = ''
  const wallClock = withRepeatedHour(calendar)
  let lastUtcMs = Number.NaN
  let lastWallMs = Number.NaN
  return (text, start, stamp) => {
    if (!sameStamp(text, start, lastText)) {
      if (!looksIso(text, start)) return false
      const year = twoDigits(text, start) * 100 + twoDigits(text, start + 2)
      const month = twoDigits(text, start + 5) - 1
      const day = twoDigits(text, start + 8)
      const hour = twoDigits(text, start + 11)
      const minute = twoDigits(text, start + 14)
      const second = twoDigits(text, start + 17)
      const utcMs = Date.UTC(year, month, day, hour, minute, second)
      if (Number.isNaN(utcMs) || month > 11 || day > 31 || hour > 24 || minute > 59 || second > 60) return false
      lastUtcMs = utcMs
      lastWallMs = wallClock(year, month, day, hour, minute, second)
      lastText = ownString(text.slice(start, start + 19))
    }
    let index = start + 19
    let fractionMs = 0
    const point = text.charCodeAt(index)
    // A comma is a fraction (log4j) only before a digit: Exchange's comma ends the field after a Z.
    if ((point === 46 || point === 44) && !Number.isNaN(digit(text, index + 1))) {
      let scale = 100
      index++
      for (let value = digit(text, index); !Number.isNaN(value); value = digit(text, ++index)) {
        fractionMs += value * scale
        scale /= 10
      }
    }
    return zone(text, index, fractionMs, stamp)
  }

  function zone(text: string, start: number, fractionMs: number, stamp: Stamp): boolean {
    let index = start
    const ms = Math.floor(fractionMs)
    const sign = text.charCodeAt(index)
    if (sign === 90) {
      stamp.atMs = lastUtcMs + ms
      stamp.end = index + 1
      return true
    }
    // Exim writes its zone after a space: "2024-05-01 00:00:00 +0200 ".
    const spaced = sign === 32 && isOffset(text, index + 1)
    if (spaced) index++
    if (spaced || isOffset(text, index)) {
      const negative = text.charCodeAt(index) === 45
      const colon = text.charCodeAt(index + 3) === 58 ? 1 : 0
      const minutes = twoDigits(text, index + 1) * 60 + twoDigits(text, index + 3 + colon)
      stamp.atMs = lastUtcMs + ms - (negative ? -minutes : minutes) * 60_000
      stamp.end = index + 5 + colon
      return true
    }
    stamp.atMs = lastWallMs + ms
    stamp.end = index
    return true
  }
}

function isOffset(text: string, index: number): boolean {
  const sign = text.charCodeAt(index)
  if (sign !== 43 && sign !== 45) return false
  const colon = text.charCodeAt(index + 3) === 58 ? 1 : 0
  return !Number.isNaN(twoDigits(text, index + 1)) && !Number.isNaN(twoDigits(text, index + 3 + colon))
}

/** TAI64N as multilog writes it: `@` and 24 hexadecimal digits, TAI seconds from 2^62 (10 s ahead of Unix time) and nanoseconds. */
export function readTai64n(text: string, start: number, stamp: Stamp): boolean {
  if (text.charCodeAt(start) !== 64 || text.length < start + 25) return false
  const high = Number.parseInt(text.slice(start + 1, start + 9), 16)
  const low = Number.parseInt(text.slice(start + 9, start + 17), 16)
  const nano = Number.parseInt(text.slice(start + 17, start + 25), 16)
  if (Number.isNaN(low) || Number.isNaN(nano) || high < 0x4000_0000 || !(high <= 0x4000_0010)) return false
  stamp.atMs = ((high - 0x4000_0000) * 0x1_0000_0000 + low - 10) * 1000 + Math.floor(nano / 1e6)
  stamp.end = start + 25
  return true
}
