import type { Frame } from '../../wire/syslog/frame.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import type { AttemptStatus, LineReader, LogSink } from '../log-event.ts'

export function ownsProgram(program: string): boolean {
  return program === 'msmtp' || program === 'msmtpd'
}

/** What msmtp says was not accepted, and the command that asked for it. */
const COMMANDS: readonly (readonly [words: string, command: string])[] = [
  ['envelope from address ', 'MAIL FROM'],
  ['recipient address ', 'RCPT TO'],
  ['the server does not accept mail data', 'DATA'],
  ['the server did not accept the mail', 'end of DATA'],
  ['SMTP server does not accept EHLO or HELO', 'EHLO'],
  ['command STARTTLS failed', 'STARTTLS'],
  ['authentication failed', 'AUTH'],
]

/** Values stand in quotes where they hold blanks; msmtp writes a quote inside them as it is, so a value ends where the next key begins. */
const LINE =
  /^host=(\S{1,255}) tls=(?:on|off) auth=(?:on|off)(?: user=\S{1,320})? from=(\S{0,320}) recipients=(\S{1,60000})(?: mailsize=(\d{1,15}))?(?: smtpstatus=(\d{3}))?(?: smtpmsg='(.{0,8000}?)')?(?: errormsg='(.{0,4000}?)')? exitcode=(EX_[A-Z]{1,20}|\d{1,3})\s*$/

/** Reads the one line that msmtp 1.4 to 1.8 writes for each message, to its log file or to syslog. It has no queue: the outcome is final. */
export function readLog(sink: LogSink): LineReader {
  function read(frame: Frame): boolean {
    const { message } = frame
    if (!message.startsWith('host=')) return false
    const found = LINE.exec(message)
    if (found === null) return false
    const [, host = '', , recipients = '', size = '', code = '', reply = '', error = '', exit = ''] = found
    const sizeBytes = size === '' ? Number.NaN : Number(size)
    const status = statusOf(exit, code)
    const reason = status === 'sent' ? '' : reasonOf(host, reply, error)
    if (status !== 'sent' && error.startsWith('TLS ')) sink.tlsFailed(reason, frame.atMs)
    for (const recipient of recipients.split(',', 1_000))
      sink.attempt(
        attemptOf({ software: 'msmtp', atMs: frame.atMs, queueId: '', recipient, status, mx: host, reason, sizeBytes }),
      )
    return true
  }

  return { read, end: () => undefined }
}

/** The caller is told that it failed; only a reply of the server says that another try is of no use. */
function statusOf(exit: string, code: string): AttemptStatus {
  if (exit === 'EX_OK' || exit === '0') return 'sent'
  return code.startsWith('5') ? 'bounced' : 'deferred'
}

/** msmtp joins the lines of a reply by a backslash and an n. */
function reasonOf(host: string, reply: string, error: string): string {
  if (reply === '') return error
  const said = reply.replaceAll(String.raw`\n`, ' ')
  if (error.startsWith('cannot get initial OK message')) return `host ${host} refused to talk to me: ${said}`
  return saidInReply(host, '', said, COMMANDS.find(([words]) => error.startsWith(words))?.[1] ?? '')
}
