import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LineReader, LogSink } from '../log-event.ts'

export function ownsProgram(program: string): boolean {
  return program === 'sSMTP' || program === 'ssmtp'
}

/** Words before a reply in brackets, and the command that it answers. */
const REPLIES: readonly (readonly [words: RegExp, command: string])[] = [
  [/^RCPT TO:<[^>]{0,320}> \((.{0,2000})\)$/, 'RCPT TO'],
  [
    /^(?:Authorization failed|Server (?:didn't (?:like our|accept)|rejected) AUTH [A-Z5-]{1,12}) \((.{0,2000})\)$/,
    'AUTH',
  ],
  // The name behind it is our own; a blank before it, where there was no reply, is lost on the way through syslog.
  [/^((?:[2-5]\d\d.{0,2000}(?= ))?) ?\([^() ]{1,255}\)$/, 'EHLO'],
  [/^((?:[2-5]\d\d[ -].{0,2000})?)$/, ''],
]

/** What was under way when no answer came, where the words tell. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  'RCPT TO': ' while sending RCPT TO',
  EHLO: ' while performing the EHLO handshake',
  AUTH: ' while sending AUTH',
}

/** Words of one process before it dies of them: why no session came about. */
const BEFORE_THE_END =
  /^(?:Unable to (?:connect to|locate) |Invalid response SMTP Server \(STARTTLS\)|STARTTLS not working|SSL (?:not working|connection using)|Invalid response: )/

/** Lines that tell of no message's end. */
const NOTES =
  /^(?:Set |Unable to set |Creating SSL |\[(?:<-|->)\] |Sending a partial line|No SSL support|Use certfile|Timeout on stdin|killed: timeout|Could not find password|Cannot get the name|[\w.-]{1,60} not found)/

/**
 * Reads sSMTP 2.x: a process takes one message, hands it to the one mail hub, and writes one line when it ends. It has no queue: the outcome
 * is final, and only a reply of the hub says that another try is of no use. Without `Debug` no line names the hub of a session that came about.
 */
export function readLog(sink: LogSink): LineReader {
  const lastWords = new BoundedMap<number, string>(1_000)

  function read(frame: Frame): boolean {
    if (!ownsProgram(frame.program)) return false
    const text = frame.message.trimEnd()
    if (text.startsWith('Sent mail for '))
      sink.attempt(attemptOf({ software: 'ssmtp', atMs: frame.atMs, queueId: '', recipient: '', status: 'sent' }))
    else if (BEFORE_THE_END.test(text.slice(0, 100))) lastWords.set(frame.pid, ownString(text.slice(0, 1_000)))
    else if (!NOTES.test(text.slice(0, 100))) died(frame, text)
    return true
  }

  function died(frame: Frame, text: string): void {
    const before = lastWords.get(frame.pid) ?? ''
    lastWords.delete(frame.pid)
    const reason = reasonOf(text, before)
    if (/\b(?:TLS|SSL)\b/.test(reason)) sink.tlsFailed(reason, frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'ssmtp',
        atMs: frame.atMs,
        queueId: '',
        recipient: /^RCPT TO:<([^>]{0,320})>/.exec(text.slice(0, 340))?.[1] ?? '',
        status: /said: 5\d\d/.test(reason.slice(0, 40)) ? 'bounced' : 'deferred',
        mx: hubIn(text),
        reason,
      }),
    )
  }

  return { read, end: () => undefined }
}

/** `Cannot open mail.example:25` */
function hubIn(text: string): string {
  return /^Cannot open (\S{1,255}):\d{1,5}$/.exec(text.slice(0, 300))?.[1] ?? ''
}

function reasonOf(text: string, before: string): string {
  const hub = hubIn(text)
  if (hub !== '') return unopened(hub, before)
  if (text === 'Invalid response SMTP server') return `${text} while receiving the initial server greeting`
  // It is the timer that ends a process so, whatever the words.
  if (text.startsWith('Connection lost in middle')) return 'conversation with the mail hub timed out'
  for (const [words, command] of REPLIES) {
    const reply = words.exec(text.slice(0, 2_600))?.[1]
    if (reply === undefined) continue
    return reply === ''
      ? `lost connection with the mail hub${UNDER_WAY[command] ?? ''}`
      : saidInReply('hub', '', reply, command)
  }
  return text
}

function unopened(hub: string, before: string): string {
  if (before.startsWith('Unable to locate ')) return `DNS lookup of ${hub} failed`
  if (before.startsWith('SSL connection using (')) return `TLS handshake with ${hub} failed`
  if (before.startsWith('STARTTLS not working')) return `STARTTLS refused: ${before}`
  return before === '' ? `connect to ${hub}: failed` : before
}
