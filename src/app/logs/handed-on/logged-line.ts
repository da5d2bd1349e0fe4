import { holdsLoggedLine } from '../../../wire/syslog/json-fields.ts'

const SYSLOG = /^(?:<\d{1,3}>(?:1 )?)?(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d |\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)/

/** Exim's own log: a stamp, perhaps a zone and a process, and a message's id. */
const OWN =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})? (?:[+-]\d{4} )?(?:\[\d{1,10}\] )?(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} |SMTP |no host name |no IP address |unexpected |TLS error |Start queue run|End queue run|exim )/

const OWN_STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

/** A stamp at the beginning and a program with its process id near it. */
export function isLoggedLine(text: string): boolean {
  return SYSLOG.test(text) && holdsLoggedLine(text.slice(0, 200))
}

/** A line of a log that names no program, with the stamp that its server gave it. */
export function isOwnStamped(text: string): boolean {
  return OWN.test(text)
}

/** It tells its time, or goes on with the line before it; what it is of, only the reader of its server can tell. */
export function standsAlone(text: string): boolean {
  return isOwnStamped(text) || text.startsWith(' ') || (OWN_STAMP.test(text) && !isLoggedLine(text))
}
