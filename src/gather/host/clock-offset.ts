import type { ClockFact } from '../../domain/facts/host-facts.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date as RFC 5322 §3.3 and RFC 9110 write it, inside other words. */
const DATE =
  /\b(\d{1,2})[ -]([A-Za-z]{3})[ -](\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*(?:([+-])(\d{2})(\d{2})\b|(GMT|UTC|UT|Z)\b)/

/** Milliseconds since the epoch of the first date with a zone in a banner or header; undefined when there is none. */
export function dateIn(text: string): number | undefined {
  const match = DATE.exec(text.slice(0, 2_000))
  if (match === null) return undefined
  const [, day, monthName = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = match
  const month = MONTHS.indexOf(monthName.toLowerCase())
  if (month === -1 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59) return undefined
  const zoneMs =
    sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second ?? 0)) - zoneMs
}

/**
 * Our clock against the peer's, from a date that the peer showed and when we received it. One peer's clock may be the wrong one:
 * only several that agree speak about ours.
 */
export function clockOffset(text: string, receivedAt: number, from: string): ClockFact | undefined {
  const theirs = dateIn(text)
  return theirs === undefined ? undefined : { offsetSeconds: Math.round((receivedAt - theirs) / 1_000), from }
}
