import type { Frame } from './frame.ts'
import type { Interner } from './interner.ts'
import { textOfLatin1 } from './latin1.ts'

/**
 * journald's JSON export (`MESSAGE` may be an array of octets where the text is not UTF-8) and Docker's json-file (`log` holds the line).
 * `readInner` reads the line that Docker wrapped. False, with nothing changed, for any other JSON.
 */
export function readJsonFrame(line: string, frame: Frame, names: Interner, readInner: (line: string) => void): boolean {
  const journald = line.includes('"MESSAGE"')
  if (!journald && !line.startsWith('{"log":') && !line.includes('"stream":')) return false
  const value = parseObject(line)
  if (value === undefined) return false
  return journald ? readJournald(value, frame, names) : readDocker(value, frame, readInner)
}

function readJournald(value: Readonly<Record<string, unknown>>, frame: Frame, names: Interner): boolean {
  const message = octetsOf(value['MESSAGE'])
  if (message === undefined) return false
  const micros = Number(value['__REALTIME_TIMESTAMP'] ?? value['_SOURCE_REALTIME_TIMESTAMP'])
  frame.kind = 'journald'
  frame.atMs = Number.isFinite(micros) && micros > 0 ? Math.floor(micros / 1000) : Number.NaN
  const host = octetsOf(value['_HOSTNAME']) ?? ''
  const program = octetsOf(value['SYSLOG_IDENTIFIER']) ?? octetsOf(value['_COMM']) ?? ''
  frame.host = names.text(host, 0, host.length)
  frame.program = names.text(program, 0, program.length)
  const pid = Number(value['SYSLOG_PID'] ?? value['_PID'])
  frame.pid = Number.isSafeInteger(pid) ? pid : -1
  frame.message = message
  return true
}

function readDocker(
  value: Readonly<Record<string, unknown>>,
  frame: Frame,
  readInner: (line: string) => void,
): boolean {
  const log = octetsOf(value['log'])
  if (log === undefined) return false
  readInner(log.replace(/[\r\n]+$/, ''))
  frame.kind = 'docker'
  const time = Date.parse(octetsOf(value['time']) ?? '')
  // The wrapped stamp has no year and no zone, Docker's has both.
  if (!Number.isNaN(time)) frame.atMs = time
  return true
}

/** Strings as one character an octet, as all other lines travel. */
function octetsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return latin1OfText(value)
  if (!Array.isArray(value) || value.length > 1_000_000) return undefined
  let text = ''
  for (const octet of value) {
    if (typeof octet !== 'number' || octet < 0 || octet > 255) return undefined
    text += String.fromCharCode(octet)
  }
  return text.trimEnd()
}

const encoder = new TextEncoder()

function latin1OfText(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text
  let octets = ''
  for (const octet of encoder.encode(text)) octets += String.fromCharCode(octet)
  return octets
}

/** An object written as JSON on one line (latin1 octets of UTF-8), or undefined. */
export function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(textOfLatin1(line))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
