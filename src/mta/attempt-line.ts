import { rememberLast } from '../base/remember-last.ts'
import type { Software } from '../domain/software.ts'
import { createInterner } from '../wire/syslog/interner.ts'
import { lowerAscii } from '../wire/syslog/latin1.ts'
import type { Attempt, AttemptStatus } from './log-event.ts'
import { domainStart } from './log-event.ts'

/** What a reader of one line an attempt knows; the rest is empty. */
export interface AttemptFields {
  readonly software: Software
  readonly atMs: number
  readonly queueId: string
  readonly recipient: string
  readonly status: AttemptStatus
  readonly domain?: string
  readonly mx?: string
  readonly address?: string
  readonly suspended?: boolean
  readonly dsn?: string
  readonly reason?: string
  readonly evidence?: string
  readonly source?: string
  readonly seconds?: number
  readonly sizeBytes?: number
}

/** The same names come again and again: one string object for each, which makes every map that they key cheap. */
const domains = createInterner(16_384, lowerAscii)
const names = createInterner(16_384)

function interned(name: string | undefined): string {
  return name === undefined || name === '' ? '' : names.text(name, 0, name.length)
}

/** An attempt whose names hold nothing of the log alive. One duration stands for both parts where the log does not split it. */
export function attemptOf(fields: AttemptFields): Attempt {
  const seconds = fields.seconds ?? Number.NaN
  return {
    software: fields.software,
    atMs: fields.atMs,
    queueId: fields.queueId,
    recipient: fields.recipient,
    domain:
      fields.domain === undefined
        ? domains.text(fields.recipient, domainStart(fields.recipient), fields.recipient.length)
        : interned(fields.domain),
    mx: interned(fields.mx),
    address: interned(fields.address),
    status: fields.status,
    suspended: fields.suspended ?? false,
    dsn: fields.dsn === undefined || fields.dsn === '' ? enhancedIn(fields.reason ?? '') : fields.dsn,
    reason: fields.reason ?? '',
    evidence: fields.evidence ?? '',
    source: interned(fields.source),
    connectSeconds: seconds,
    transmitSeconds: seconds,
    sizeBytes: fields.sizeBytes ?? Number.NaN,
  }
}

/**
 * A peer's reply and the command that it answers, in one sentence with one grammar for all logs that keep the two apart:
 * `host H[A] said: 550 5.1.1 … (in reply to RCPT TO command)`.
 */
export function saidInReply(mx: string, address: string, reply: string, command: string): string {
  const who = address === '' ? mx : `${mx === '' ? 'unknown' : mx}[${address}]`
  const to =
    command === '' ? '' : ` (in reply to ${command === 'end of DATA' ? command : command.toUpperCase()} command)`
  return who === '' ? `${reply}${to}` : `host ${who} said: ${reply}${to}`
}

/** The enhanced code of the reply in a reason: `550 5.1.1 …`. */
export function enhancedIn(reason: string): string {
  return reason === '' ? '' : enhancedCode(reason)
}

/** Recipients of one message tend to fail of the same words. */
const enhancedCode = rememberLast(
  (reason) => /\b[245]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reason.slice(0, 1_000))?.[1] ?? '',
)
