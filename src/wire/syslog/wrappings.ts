import { digit } from './stamp.ts'

/** Colours, erasures and titles that programs write to terminals (ECMA-48 CSI and OSC), and that container logs and recordings keep. */
export function withoutColours(line: string): string {
  return line.includes('\u001b')
    ? line.replaceAll(/\u001b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|\([A-B0])/g, '')
    : line
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

/** Before a bar: `postfix-mailcow-1  ` (compose), `mail_postfix.1.x7f@node1  ` (swarm), `0|zone-mta  ` (pm2). */
export function isContainer(text: string): boolean {
  return /^(?:[\w.@-]+|\d{1,4}\|[\w .@-]{1,60}) *$/.test(text)
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

/** `<mail.info> ` (syslogd -vv) or `<2.6> ` (syslogd -v) of the BSDs at `start`: where the line goes on. */
export function severityEnd(line: string, start: number): number {
  if (line.charCodeAt(start) !== 60) return start
  const close = line.indexOf('> ', start)
  return close > start && close - start < 20 ? close + 2 : start
}

/** `[12345.678901]`, seconds since the machine started (journalctl -o short-monotonic), perhaps with those since the line before (short-delta): its end, or −1. */
export function monotonicEnd(line: string, from: number): number {
  const close = line.indexOf('] ', from)
  return close > from &&
    close - from < 48 &&
    /^\[ *\d{1,10}\.\d{1,9} *(?:< *\d{1,10}\.\d{1,9} *>)?$/.test(line.slice(from, close))
    ? close + 1
    : -1
}

/** Seconds since the epoch, `1714521600 ` or with a fraction: their end, or −1. */
export function epochEnd(line: string, from: number): number {
  let index = from
  while (index < from + 10 && !Number.isNaN(digit(line, index))) index++
  if (index !== from + 10) return -1
  if (line.charCodeAt(index) === 32) return line.charCodeAt(from) === 49 ? index : -1
  if (line.charCodeAt(index) !== 46) return -1
  index++
  while (index < from + 20 && !Number.isNaN(digit(line, index))) index++
  return index > from + 11 && line.charCodeAt(index) === 32 ? index : -1
}

/** `postfix@-.service`: systemd's unit stands where the program's name should (journalctl -o with-unit), and is named for it. */
export function withoutUnit(name: string): string {
  return name.endsWith('.service') ? name.replace(/(?:@[^@]{0,60})?\.service$/, '') : name
}
