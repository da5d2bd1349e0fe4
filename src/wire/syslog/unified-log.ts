import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'

/** Of a line so much is looked at. */
const HEAD = 320
/** The library and the subsystem that a program names for itself. */
const ORIGIN = String.raw`(?:\([^()]{1,80}\) )?(?:\[[\w.:-]{1,120}\] )?`
/** `0x1f3c  Info  0x0  2019  0  smtpd: text`: thread, type, activity, process, time to live. */
const COLUMNS = new RegExp(
  String.raw`^0x[0-9a-f]{1,16} +(?:Default|Info|Debug|Error|Fault) +0x[0-9a-f]{1,16} +(\d{1,10}) +\d{1,10} +([\w./-]{1,80}): ${ORIGIN}`,
)
/** `I  smtpd[2019:1f3c] text` */
const COMPACT = new RegExp(String.raw`^(?:Df|Db|[IEFA]) +([\w./-]{1,80})\[(\d{1,10}):[0-9a-f]{1,16}\] ${ORIGIN}`)

/** What follows the stamp in `log show` and `log stream` of macOS (default and compact style). False, with nothing changed, for any other line. */
export function readUnifiedLog(line: string, start: number, frame: Frame, names: Interner): boolean {
  const head = line.slice(start, start + HEAD)
  const columns = COLUMNS.exec(head)
  const [whole, pid, program] = columns ?? swapped(COMPACT.exec(head))
  if (whole === undefined || program === undefined) return false
  frame.kind = 'syslog'
  frame.program = names.text(program, 0, program.length)
  frame.pid = Number(pid)
  frame.message = line.slice(start + whole.length)
  return true
}

function swapped(found: RegExpExecArray | null): readonly (string | undefined)[] {
  return found === null ? [] : [found[0], found[2], found[1]]
}
