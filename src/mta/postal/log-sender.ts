import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf, saidInReply } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import type { PendingFailure } from '../pending-failures.ts'
import { createPendingFailures } from '../pending-failures.ts'
import type { Entry } from './log-entry.ts'
import { replyLine } from './reply-line.ts'

/** A connection of the sender: one server, one message after the other. */
interface Session {
  mx: string
  address: string
  encrypted: boolean
  /** The message that is being sent, as the worker numbers it, and to whom. */
  message: string
  recipient: string
  /** The last server that gave no connection. */
  failure: PendingFailure | undefined
  /** No server gave a connection: the recipients' domain, until the reason is told. */
  unserved: string | undefined
}

/** Why a batch of messages got no connection. */
export interface Unserved {
  readonly id: string
  readonly domain: string
  readonly mx: string
  readonly address: string
  readonly reason: string
}

const SESSIONS_HELD = 8_192

/** `203.0.113.2:25 (mx.example)` */
const ENDPOINT = /^([\d.]{7,15}|[0-9a-f:]{3,39}):\d{1,5} \(([\w.-]{1,255})\)/i
/** Exceptions of Net::SMTP and of Ruby's sockets, with which a try ends. */
const ENDED = /^((?:Net::|Errno::|OpenSSL::|IOError|EOFError|SocketError|Timeout::)[\w:]{0,60}): ([^]{0,6000})$/
/** Permanent by the sender's own rule: any other error is tried again. */
const PERMANENT = 'Net::SMTPFatalError'

/**
 * The sender's entries: `Cannot connect to`, `Connected to`, `Sending message S::M to R`, then `Accepted by` (2: `Message sent #M to`) or the
 * exception. That no server gave a connection is said in versions 1 and 2 (`-> No SMTP server available for`, `-> Errors:`), in 3 by the worker.
 */
export interface SenderLines {
  entry(entry: Entry, atMs: number): void
  /** Why the worker got no connection for this batch (version 3). undefined: it got one. */
  unservedBatch(batch: string): Unserved | undefined
}

/** What the worker is told of a sender. */
export interface SenderEvents {
  /** The message has an outcome of its own, whatever the worker says next. */
  answered(message: string): void
  /** The sender itself told why the first message of its batch got no connection (versions 1 and 2). */
  unserved(failure: Unserved): void
}

export function openSender(sink: LogSink, events: SenderEvents): SenderLines {
  const pending = createPendingFailures('postal', sink)
  const sessions = new BoundedMap<string, Session>(SESSIONS_HELD)
  /** Sessions by the batch that opened them. */
  const byBatch = new BoundedMap<string, string>(SESSIONS_HELD)

  function sessionOf(id: string): Session {
    const known = sessions.get(id)
    if (known !== undefined) return known
    const made: Session = {
      mx: '',
      address: '',
      encrypted: true,
      message: '',
      recipient: '',
      failure: undefined,
      unserved: undefined,
    }
    sessions.set(ownString(id), made)
    return made
  }

  function hostFailed(id: string, text: string, atMs: number): void {
    const host = ENDPOINT.exec(text.slice(0, 400))
    const mx = (host?.[2] ?? '').toLowerCase()
    const address = host?.[1] ?? ''
    const open = text.indexOf(' (', host?.[0].length ?? 0)
    const reason = wordsOf(open < 0 ? text : text.slice(open + 2, text.endsWith(')') ? -1 : undefined), mx, address)
    const failure = { atMs, mx, address, reason, tls: reason.startsWith('OpenSSL::SSL::') }
    if (failure.tls) sink.tlsFailed(reason, atMs)
    pending.add(id, failure)
    sessionOf(id).failure = { ...failure, reason: ownString(reason.slice(0, 1_000)) }
  }

  function ended(id: string, session: Session, atMs: number, status: AttemptStatus, reason: string): void {
    if (status === 'sent') pending.healed(id, session)
    else pending.failed(id)
    const { mx, address, message, recipient } = session
    session.recipient = ''
    events.answered(message)
    sink.attempt(attemptOf({ software: 'postal', atMs, queueId: id, recipient, status, mx, address, reason }))
  }

  function unservedOf(id: string, session: Session, domain: string, otherwise: string): Unserved {
    pending.failed(id)
    const { mx = '', address = '', reason = otherwise } = session.failure ?? {}
    return { id: ownString(id), domain: ownString(domain), mx, address, reason: ownString(reason) }
  }

  return {
    entry({ session: id, batch, message, text }, atMs) {
      if (batch !== '') byBatch.set(ownString(batch), ownString(id))
      if (text.startsWith('Cannot connect to ')) return hostFailed(id, text.slice(18), atMs)
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
      const sending = /^Sending message (\d{1,12}::\d{1,12}) to (\S{1,320})/.exec(text.slice(0, 400))
      if (sending !== null) {
        const [, number = '', recipient = ''] = sending
        session.message = ownString(message || number)
        session.recipient = ownString(recipient)
        return
      }
      if (text.startsWith('-> No SMTP server available for ')) {
        session.unserved = ownString(text.slice(32, 300).toLowerCase())
        return
      }
      if (session.unserved !== undefined && text.startsWith('-> Errors: ')) {
        const failure = unservedOf(id, session, session.unserved, firstOf(text.slice(11)))
        session.unserved = undefined
        sink.attempt(attemptUnserved(failure, atMs))
        return events.unserved(failure)
      }
      if (session.recipient === '') return
      if (text.startsWith('Accepted by ') || text.startsWith('Message sent #'))
        return ended(id, session, atMs, 'sent', '')
      const error = ENDED.exec(text.slice(0, 6_100))
      if (error === null) return
      const status = error[1] === PERMANENT ? 'bounced' : 'deferred'
      ended(id, session, atMs, status, wordsOf(text, session.mx, session.address))
    },
    unservedBatch(batch) {
      const id = byBatch.get(batch)
      if (id === undefined) return { id: '', domain: '', mx: '', address: '', reason: NO_HOSTS }
      const session = sessionOf(id)
      return session.mx === '' && session.failure !== undefined ? unservedOf(id, session, '', '') : undefined
    },
  }
}

/** In version 3 nothing is said of names that have no address: no server was tried. */
const NO_HOSTS = 'No SMTP servers were available. No hosts to try.'

export function attemptUnserved(
  { id, domain, mx, address, reason }: Unserved,
  atMs: number,
): ReturnType<typeof attemptOf> {
  return attemptOf({
    software: 'postal',
    atMs,
    queueId: id,
    recipient: '',
    domain,
    status: 'deferred',
    mx,
    address,
    reason,
  })
}

/** What the peer said, where it was the peer that ended it; else the exception as it is. */
function wordsOf(exception: string, mx: string, address: string): string {
  const said = ENDED.exec(exception.slice(0, 6_100))?.[2] ?? ''
  return /^[245]\d\d[ -]/.test(said) ? saidInReply(mx, address, replyLine(said), '') : exception.trimEnd()
}

/** `["Could not resolve a.example", "…"]` → the first of them. */
function firstOf(list: string): string {
  return /"((?:[^"\\]|\\.){1,1000})"/.exec(list.slice(0, 2_000))?.[1] ?? 'No SMTP servers were available'
}
