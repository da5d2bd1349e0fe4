import { toUtf8 } from '../octets.ts'

/** A command with its CRLF. A CR, LF or NUL inside would smuggle a second command: it becomes a space. */
export function encodeCommand(text: string): Uint8Array {
  return toUtf8(`${text.replaceAll(/[\r\n\0]/g, ' ')}\r\n`)
}

/** What a MAIL command may say about the message to come. */
export interface MailParameters {
  /** RFC 1870. */
  readonly sizeBytes?: number
  /** RFC 6152. */
  readonly eightBit?: boolean
  /** RFC 6531. */
  readonly smtpUtf8?: boolean
}

/** `MAIL FROM:<a@example.net> SIZE=1000`. The empty path is the null sender of bounces. */
export function mailCommand(from: string, parameters: MailParameters = {}): string {
  const words = [`MAIL FROM:<${from}>`]
  if (parameters.sizeBytes !== undefined) words.push(`SIZE=${parameters.sizeBytes}`)
  if (parameters.eightBit === true) words.push('BODY=8BITMIME')
  if (parameters.smtpUtf8 === true) words.push('SMTPUTF8')
  return words.join(' ')
}

export function rcptCommand(to: string): string {
  return `RCPT TO:<${to}>`
}

/** `BDAT 1000 LAST` (RFC 3030 §2). */
export function bdatCommand(sizeBytes: number, last: boolean): string {
  return `BDAT ${sizeBytes}${last ? ' LAST' : ''}`
}

const NOOP_OVERHEAD_BYTES = 'NOOP '.length + 2
/** A command line holds 512 octets with its CRLF (RFC 5321 §4.5.3.1.4). */
const NOOP_ARGUMENT_BYTES = 480

/** At least `totalBytes` octets of NOOP commands with arguments: full segments without mail. */
export function bulkNoops(totalBytes: number): readonly string[] {
  const commands: string[] = []
  for (let left = totalBytes; left > 0;) {
    const argumentBytes = Math.min(NOOP_ARGUMENT_BYTES, Math.max(1, left - NOOP_OVERHEAD_BYTES))
    commands.push(`NOOP ${'x'.repeat(argumentBytes)}`)
    left -= argumentBytes + NOOP_OVERHEAD_BYTES
  }
  return commands
}
