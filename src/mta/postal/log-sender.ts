import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import type { PendingFailure } from '../pending-failures.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Entry } from './log-entry.ts'

/** A connection of the sender: one server, one message after the other. */
interface Session {
  mx: string
  address: string
  encrypted: boolean
  recipient: string
  /** The last server that gave no connection. */
  failure: PendingFailure | undefined
}

const SESSIONS_HELD = 8_192

/** `203.0.113.2:25 (mx.example)` */
const ENDPOINT = /^([\d.]{7,15}|[0-9a-f:]{3,39}):\d{1,5} \(([\w.-]{1,255})\)/i
/** Exceptions of Net::SMTP and of Ruby's sockets, with which a try ends. */
const ENDED = /^((?:Net::|Errno::|OpenSSL::|IOError|EOFError|SocketError|Timeout::)[\w:]{0,60}): ([^]{0,4000})$/
/** Permanent by the sender's own rule: any other error is tried again. */
const PERMANENT = 'Net::SMTPFatalError'

/**
 * The sender's lines: `Cannot connect to`, `Connected to`, `Sending message S::M to R`, then `Accepted by` (2: `Message sent #M to`) or the
 * exception. That no server gave a connection is said in version 2; in 3 the message is requeued without a word.
 */
export interface SenderLines {
  line(entry: Entry, atMs: number): void
  /** A queued message was put off or given up by the worker, which knows of no session. */
  requeued(entry: Entry, atMs: number): void
}

export function openSender(sink: LogSink): SenderLines {
  const pending = createPendingFailures('postal', sink)
  const sessions = new BoundedMap<string, Session>(SESSIONS_HELD)
  /** Sessions by the queued message that opened them. */
  const openedBy = new BoundedMap<string, string>(SESSIONS_HELD)

  function sessionOf(id: string): Session {
    const known = sessions.get(id)
    if (known !== undefined) return known
    const made: Session = { mx: '', address: '', encrypted: true, recipient: '', failure: undefined }
    sessions.set(ownString(id), made)
    return made
  }

  function hostFailed(id: string, text: string, atMs: number, tls: boolean): void {
    const host = ENDPOINT.exec(text.slice(0, 400))
    const open = text.indexOf(' (', host?.[0].length ?? 0)
    const words = open < 0 ? text : text.slice(open + 2, text.endsWith(')') ? -1 : undefined)
    const failure = { atMs, mx: (host?.[2] ?? '').toLowerCase(), address: host?.[1] ?? '', reason: words, tls }
    pending.add(id, failure)
    sessionOf(id).failure = { ...failure, reason: ownString(words.slice(0, 1_000)) }
  }

  function ended(id: string, session: Session, atMs: number, status: AttemptStatus, reason: string): void {
    if (status === 'sent') pending.healed(id, session)
    else pending.failed(id)
    const { mx, address, recipient } = session
    session.recipient = ''
    sink.attempt(attemptOf({ software: 'postal', atMs, queueId: id, recipient, status, mx, address, reason }))
  }

  function noServer(id: string, domain: string, atMs: number): void {
    const failure = sessions.get(id)?.failure
    pending.failed(id)
    sink.attempt(
      attemptOf({
        software: 'postal',
        atMs,
        queueId: id,
        recipient: '',
        domain,
        status: 'deferred',
        mx: failure?.mx ?? '',
        address: failure?.address ?? '',
        reason: failure?.reason ?? 'No SMTP servers were available',
      }),
    )
  }

  return {
    line({ session: id, message, text }, atMs) {
      if (message !== '') openedBy.set(ownString(message), ownString(id))
      if (text.startsWith('Cannot connect to ')) return hostFailed(id, text.slice(18), atMs, false)
      const session = sessionOf(id)
      if (text.startsWith('SSL error (')) {
        const words = text.slice(0, 2_000)
        session.encrypted = false
        sink.tlsFailed(words, atMs)
        // The same host is asked again; the next line names it.
        return pending.add(id, { atMs, mx: '', address: '', reason: words, tls: true })
      }
      if (text.startsWith('Connected to ')) {
        const host = ENDPOINT.exec(text.slice(13, 400))
        session.mx = ownString((host?.[2] ?? '').toLowerCase())
        session.address = ownString(host?.[1] ?? '')
        return
      }
      const sending = /^Sending message \d{1,12}::\d{1,12} to (\S{1,320})/.exec(text.slice(0, 400))
      if (sending !== null) {
        session.recipient = ownString(sending[1] ?? '')
        return
      }
      if (text.startsWith('-> No SMTP server available for '))
        return noServer(id, text.slice(32, 300).toLowerCase(), atMs)
      if (session.recipient === '') return
      if (text.startsWith('Accepted by ') || text.startsWith('Message sent #'))
        return ended(id, session, atMs, 'sent', '')
      const error = ENDED.exec(text.slice(0, 4_100))
      if (error === null) return
      const [whole, kind = '', words = ''] = error
      const said = /^[245]\d\d[ -]/.test(words) ? saidInReply(session.mx, session.address, words, '') : whole
      ended(id, session, atMs, kind === PERMANENT ? 'bounced' : 'deferred', said)
    },
    requeued({ message, text }, atMs) {
      const id = openedBy.get(message) ?? ''
      const session = sessions.get(id)
      openedBy.delete(message)
      if (/maximum number of attempts/i.test(text)) {
        sink.queue('expired', atMs)
        const reason = 'message expired: maximum number of delivery attempts has been reached'
        sink.attempt(
          attemptOf({ software: 'postal', atMs, queueId: message, recipient: '', status: 'expired', reason }),
        )
      } else if (session !== undefined && session.mx === '' && session.failure !== undefined) noServer(id, '', atMs)
    },
  }
}
