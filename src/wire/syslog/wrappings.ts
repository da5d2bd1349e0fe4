import { digit } from './stamp.ts'

/** Colours that programs write to terminals (ECMA-48 SGR), and that container logs keep. */
export function withoutColours(line: string): string {
  return line.includes('\u001b[') ? line.replaceAll(/\u001b\[[0-9;]{0,20}m/g, '') : line
}

const SEVERITY = /^(?:INFO|WARN|WARNING|ERR|ERROR|NOTICE|DEBUG|TRACE|CRIT|CRITICAL|FATAL|ALERT|EMERG)$/

/** Images of Postfix for Docker write the severity where the host belongs. */
export function isSeverity(word: string): boolean {
  return word.length <= 8 && SEVERITY.test(word)
}

/** Where the line of a container begins that containerd stamped: `stdout F text` (CRI). −1: no such line. */
export function containerText(line: string, start: number): number {
  return line.startsWith('stdout F ', start) || line.startsWith('stderr F ', start) ? start + 9 : -1
}

/** Length of what may stand before a whole line: an octet count (RFC 6587), a pod's name (`kubectl logs --prefix`). 0: nothing. */
export function prefixLength(line: string, from: number): number {
  const match = /^(?:\d{1,5} (?=<\d{1,3}>)|\[pod\/[^\]\s]{1,200}\] )/.exec(line.slice(from, from + 210))
  return match?.[0].length ?? 0
}

const WEEKDAYS = 'MonTueWedThuFriSatSun'

/** `Wed ` before the stamp. */
export function isWeekday(line: string, from: number): boolean {
  return line.charCodeAt(from + 3) === 32 && WEEKDAYS.indexOf(line.slice(from, from + 3)) % 3 === 0
}

/** End of a zone's name, ` CEST`, at `start`; `start` where none stands. */
export function zoneNameEnd(line: string, start: number): number {
  let index = start + 1
  while (line.charCodeAt(index) >= 65 && line.charCodeAt(index) <= 90) index++
  return index - start >= 3 && index - start <= 6 && line.charCodeAt(index) === 32 ? index : start
}

/** A year at `start`, ` 2024 `, as ctime(3) puts it after the time. NaN: none. */
export function yearAfter(line: string, start: number): number {
  if (line.charCodeAt(start) !== 32 || line.charCodeAt(start + 5) !== 32) return Number.NaN
  let year = 0
  for (let index = start + 1; index < start + 5; index++) year = year * 10 + digit(line, index)
  return year >= 1970 && year < 2200 ? year : Number.NaN
}

/** Seconds since the epoch with a fraction, `1714521600.123456 `: their end, or −1. */
export function epochEnd(line: string, from: number): number {
  if (line.charCodeAt(from + 10) !== 46) return -1
  let index = from
  while (index < from + 20 && (index === from + 10 || !Number.isNaN(digit(line, index)))) index++
  return index > from + 11 && line.charCodeAt(index) === 32 ? index : -1
}
