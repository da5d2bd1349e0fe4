import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import { createLiveQueue } from '../live-queue.ts'
import type { LineReader, LogSink } from '../log-event.ts'

export function ownsProgram(program: string): boolean {
  return /^(?:qmail(?:-[a-z-]{1,30})?|notqmail|tcpserver|smtp_auth|rblsmtpd)$/.test(program)
}

/** Given up by the queue's life time: the report of the last try stands before it. */
const EXPIRED = "I'm not going to try again; this message has been in the queue too long"

/** Reads qmail, netqmail and notqmail through multilog or splogger. Delivery numbers lead to messages; both are used again. */
export function readLog(sink: LogSink): LineReader {
  const queue = createLiveQueue(1 << 15, (count) => sink.forgotten('queueIds', count))
  const expiries = openExpiries(sink)
  const deliveries = new BoundedMap<string, { readonly message: string; readonly recipient: string }>(20_000)

  function read(frame: Frame): boolean {
    const text = withoutDecimalStamp(frame.message)
    if (text.startsWith('starting delivery ')) return starting(text)
    if (text.startsWith('delivery ')) return finished(frame, text)
    if (text.startsWith('info msg ')) return info(frame, text)
    if (text.startsWith('end msg ')) {
      queue.atText(text.slice(8).trimEnd(), 0).remove()
      expiries.left(text.slice(8).trimEnd())
      sink.queue('removed', frame.atMs)
      return true
    }
    return (
      text.startsWith('new msg ') ||
      text.startsWith('bounce msg ') ||
      text.startsWith('status: local ') ||
      text.startsWith('status: exiting') ||
      text.startsWith('triple bounce: ') ||
      text.startsWith('double bounce: ') ||
      text.startsWith('tcpserver: ') ||
      (text.startsWith('rblsmtpd: ') && listed(text, frame.atMs)) ||
      // IndiMail says both ends and the size; CHKUSER is a patch of qmail-smtpd.
      /^(?:local|remote): \S{1,400} \S{1,400} \d{1,15} queue/.test(text.slice(0, 900)) ||
      (ownsProgram(frame.program) && isNote(text, frame.atMs))
    )
  }

  /** `starting delivery D: msg M to remote a@b` */
  function starting(text: string): boolean {
    const match = /^starting delivery (\d{1,15}): msg (\d{1,20}) to (?:remote|local) (.*?)( queue\d{1,4})?$/.exec(
      text.slice(0, 2_000),
    )
    if (match === null) return false
    const [, delivery = '', number = '', recipient = '', where = ''] = match
    const message = number + where
    deliveries.set(ownString(delivery + where), { message: ownString(message), recipient: ownString(recipient) })
    return true
  }

  /** `delivery D: success|deferral|failure: REPORT` */
  function finished(frame: Frame, text: string): boolean {
    const match = /^delivery (\d{1,15}): (success|deferral|failure): /.exec(text.slice(0, 60))
    if (match === null) return false
    const [head, number = '', word = ''] = match
    // IndiMail runs several queues at a time, each with numbers of its own.
    const where = queueName(text)
    const report = text.slice(head.length, text.length - where.length).replaceAll('_', ' ')
    const delivery = deliveries.get(number + where)
    deliveries.delete(number + where)
    const message = delivery?.message ?? ''
    const isExpired = word === 'failure' && report.includes(EXPIRED)
    if (isExpired) expiries.tell(message, frame.atMs)
    sink.attempt(
      attemptOf({
        software: 'qmail',
        atMs: frame.atMs,
        queueId: message,
        recipient: delivery?.recipient ?? '',
        status: word === 'success' ? 'sent' : word === 'deferral' ? 'deferred' : isExpired ? 'expired' : 'bounced',
        address: addressIn(report),
        dsn: dsnIn(report),
        reason: word === 'success' ? '' : report,
        sizeBytes: message === '' ? Number.NaN : queue.atText(message, 0).size(),
      }),
    )
    return true
  }

  /** `info msg M: bytes N from <s> qp Q uid U` */
  function info(frame: Frame, text: string): boolean {
    const match = /^info msg (\d{1,20}): bytes (\d{1,15}) from /.exec(text.slice(0, 80))
    if (match === null) return false
    const [, message = '', bytes = ''] = match
    if (queue.atText(message + queueName(text), 0).add(Number(bytes))) sink.queue('queued', frame.atMs)
    return true
  }

  /** `rblsmtpd: 192.0.2.1 pid 12: 451 …`: whatever the client asks for is answered so. */
  function listed(text: string, atMs: number): true {
    if (/^rblsmtpd: \S{1,45} pid \d{1,10}: [45]\d\d /.test(text.slice(0, 100))) sink.server('rejected', atMs)
    return true
  }

  function isNote(text: string, atMs: number): boolean {
    // Plesk's smtp_auth.
    if (text.startsWith('FAILED: ')) sink.server('authFailed', atMs)
    if (text.startsWith('CHKUSER rejected ')) sink.server('rejected', atMs)
    return /^(?:FAILED: |SMTP user |from=|to=|hook_dir |handlers |mail_handlers|starter: |CHKUSER |qmail-smtpd: |warning: |alert: |status: |policy_check: |spf|cannot start)/.test(
      text.slice(0, 30),
    )
  }

  return { read, end: () => undefined }
}

/** ` queue5` at the end of a line of IndiMail's. */
function queueName(text: string): string {
  return / queue\d{1,4}$/.exec(text.slice(-12))?.[0] ?? ''
}

/** splogger writes `1714521600.123456 ` before the text. */
function withoutDecimalStamp(text: string): string {
  const space = text.indexOf(' ')
  return space >= 10 && space <= 20 && /^\d{9,12}\.\d{1,6}$/.test(text.slice(0, space)) ? text.slice(space + 1) : text
}

/** `192.0.2.1 accepted message.`, `Connected to 192.0.2.1 but …`. */
function addressIn(report: string): string {
  const match = /^(?:Connected to )?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F:]{3,39}) /.exec(report.slice(0, 80))
  return match?.[1] ?? ''
}

function dsnIn(report: string): string {
  // "(#5.1.1)"; of qmail-local's reports the underscores were brackets: "  #5.1.1 ".
  return /[( ]#([245]\.\d{1,3}\.\d{1,3})[) ]/.exec(report.slice(0, 4_000))?.[1] ?? ''
}
