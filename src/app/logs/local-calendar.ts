import type { Calendar } from '../../wire/syslog/stamp.ts'

/** Wall-clock stamps without a zone, as this machine's own time zone reads them. */
export const localCalendar: Calendar = (year, month, day, hour, minute, second) =>
  new Date(year, month, day, hour, minute, second).getTime()
