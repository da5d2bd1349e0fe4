import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'

/**
 * `1 2024-05-01T00:00:00.014Z mail postfix/smtpd 188123 - [sd id="a \] b"] MSG` after the priority (RFC 5424 §6). Structured data may hold
 * spaces and escaped brackets; a byte order mark may stand before the text. False, with nothing changed, for anything else.
 */
export function readRfc5424(
  line: string,
  start: number,
  frame: Frame,
  names: Interner,
  atMs: (stamp: string) => number,
): boolean {
  if (!line.startsWith('1 ', start)) return false
  const fields: string[] = []
  let index = start + 2
  while (fields.length < 5) {
    const end = line.indexOf(' ', index)
    if (end < 0 || end - index > 300) return false
    fields.push(line.slice(index, end))
    index = end + 1
  }
  const [stamp = '-', host = '-', program = '-', process = '-'] = fields
  const at = stamp === '-' ? Number.NaN : atMs(stamp)
  if (stamp !== '-' && Number.isNaN(at)) return false
  const dataEnd = structuredDataEnd(line, index)
  // Heroku leaves the data out. What begins as data and has no end is none of this form.
  if (dataEnd < 0 && line.charCodeAt(index) === 91) return false
  if (dataEnd >= 0) index = dataEnd
  if (line.charCodeAt(index) === 32) index++
  if (line.startsWith('\xef\xbb\xbf', index)) index += 3
  // rsyslog keeps the space that the old form has before its text.
  if (line.charCodeAt(index) === 32) index++
  frame.kind = 'syslog'
  frame.atMs = at
  frame.host = host === '-' ? '' : names.text(host, 0, host.length)
  frame.program = program === '-' ? '' : names.text(program, 0, program.length)
  const pid = /^\d{1,10}$/.test(process) ? Number(process) : -1
  frame.pid = pid
  frame.message = line.slice(index)
  return true
}

function structuredDataEnd(line: string, start: number): number {
  if (line.charCodeAt(start) === 45) return start + 1
  let index = start
  while (line.charCodeAt(index) === 91) {
    let quoted = false
    for (index++; index < line.length; index++) {
      const code = line.charCodeAt(index)
      if (quoted && code === 92) index++
      else if (code === 34) quoted = !quoted
      else if (code === 93 && !quoted) break
    }
    if (index >= line.length) return -1
    index++
  }
  return index === start ? -1 : index
}
