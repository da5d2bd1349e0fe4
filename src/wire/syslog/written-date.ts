import { monthAt } from './yearless.ts'

const CLOCK = /(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?$/

/**
 * A date as programs write it for people: `May 1, 2024 @ 00:00:00.000` (Kibana), `5/1/2024, 12:00:00.000 AM` (America), `01.05.2024 00:00:00`
 * (Germany), `01/May/2024:00:00:00 +0000` (web servers), and ISO 8601 where it needs no reading. In ISO 8601, without a zone where it names none.
 * undefined: no date, or one whose day and month cannot be told apart.
 */
export function isoOfWrittenDate(text: string): string | undefined {
  const stamp = text.trim()
  if (stamp.length < 15 || stamp.length > 48) return undefined
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(stamp)) return stamp.replace(/ UTC$/, 'Z')
  const clock = CLOCK.exec(stamp)
  if (clock === null) return undefined
  const [, hour = '', minute = '', second = '', fraction = '', half, zone] = clock
  const day = dayOf(stamp.slice(0, clock.index).replace(/[,:@T\s]+$/, ''), half !== undefined)
  if (day === undefined) return undefined
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const offset = zone === undefined ? '' : /^[+-]/.test(zone) ? zone : 'Z'
  return `${day}T${String(hours).padStart(2, '0')}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}${offset}`
}

/** `twelve`: the clock has twelve hours, so the month stands first. */
function dayOf(text: string, twelve: boolean): string | undefined {
  const bare = text.replace(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? /, '')
  const named = /^([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{1,2}),? (\d{4})$/.exec(bare)
  if (named !== null) return dateOf(named[3], monthAt(named[1] ?? '', 0) + 1, named[2])
  const dayFirst = /^(\d{1,2})[ /-]([A-Z][a-z]{2})[a-z]{0,6}[ /-](\d{4})$/.exec(bare)
  if (dayFirst !== null) return dateOf(dayFirst[3], monthAt(dayFirst[2] ?? '', 0) + 1, dayFirst[1])
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(bare)
  if (dotted !== null) return dateOf(dotted[3], Number(dotted[2]), dotted[1])
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(bare)
  if (slashed === null) {
    const yearFirst = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(bare)
    return yearFirst === null ? undefined : dateOf(yearFirst[1], Number(yearFirst[2]), yearFirst[3])
  }
  const [, first = '', second = '', year] = slashed
  if (twelve || Number(second) > 12) return dateOf(year, Number(first), second)
  return Number(first) > 12 ? dateOf(year, Number(second), first) : undefined
}

function dateOf(year = '', month: number, day = ''): string | undefined {
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
}
