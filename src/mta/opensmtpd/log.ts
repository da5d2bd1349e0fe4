import type { Frame } from '../../wire/syslog/frame.ts'
import { BoundedMap } from '../bounded-map.ts'
import { quotedField, tlsVersion } from '../field-text.ts'
import type { LineReader, LogSink } from '../log-event.ts'
import { createPendingFailures } from '../pending-failures.ts'
import { openDeliveries } from './deliveries.ts'
import { openFruitlessSessions } from './fruitless-sessions.ts'
import { addressIn, isEnvelopeId, recipientIn, relayOf, statusOf } from './line-fields.ts'
import { openOldLines } from './old-lines.ts'

export function ownsProgram(program: string): boolean {
  return program === 'smtpd' || program === 'opensmtpd'
}

const EVENT = /^(?:mta|mda|smtp) (?:event=)?[a-z-]{3,20}(?: |$)/

const NOTES =
  /^(?:info|warn|debug|fatal|smtp-in|smtp-out|smtpd|relay|mta|bounce|scheduler|queue|control|lookup|pony|ca|parent|delivery|limit|OpenSMTPD|Exiting)\b/

/** The same where nothing names the program: the words must be its own. */
const FOREGROUND_NOTES =
  /^(?:smtp-out: (?:(?:Dis|En)abling route|No valid route|Failed to resolve MX) |info: OpenSMTPD |(?:warn|info): (?:queue|scheduler|mta|lookup): )/

/** Reads OpenSMTPD 5 to 7; since 6.0 `SESSION mta|mda|smtp EVENT key=value …`. */
export function readLog(sink: LogSink): LineReader {
  const pending = createPendingFailures('opensmtpd', sink)
  const fruitless = openFruitlessSessions()
  const delivered = openDeliveries(sink, fruitless)
  const old = openOldLines(sink, fruitless, delivered)
  /** Sessions whose login was told to have failed, and not yet that the client was told so. */
  const failedLogins = new BoundedMap<string, true>(4_096)

  function read(frame: Frame): boolean {
    const text = frame.message
    // In the foreground (`smtpd -d`, containers) it names itself in no line.
    if (frame.program === '' && !(isSession(text) && EVENT.test(text.slice(17, 60))))
      return sentence(frame, text) || FOREGROUND_NOTES.test(text.slice(0, 60))
    if (!isSession(text)) return sentence(frame, text) || NOTES.test(text.slice(0, 40))
    const session = text.slice(0, 16)
    if (text.startsWith('mta ', 17)) return mta(frame, session, text, eventStart(text, 21))
    if (text.startsWith('mda ', 17))
      return text.startsWith('delivery ', eventStart(text, 21)) ? delivery(frame, session, text) : true
    if (text.startsWith('smtp ', 17)) return smtp(frame, session, text, eventStart(text, 22))
    return /^(?:queue|scheduler|bounce|filter|lka|control) /.test(text.slice(17, 40))
  }

  function mta(frame: Frame, session: string, text: string, start: number): boolean {
    if (text.startsWith('delivery ', start)) return delivery(frame, session, text)
    if (text.startsWith('tls ', start) || text.startsWith('starttls ', start)) {
      const ciphers = quotedField(text, 'ciphers')
      if (ciphers !== '') sink.tlsEstablished(tlsVersion(ciphers), frame.atMs)
    } else if (text.startsWith('connecting ', start))
      fruitless.connecting(session, quotedField(text, 'host').toLowerCase(), addressIn(quotedField(text, 'address')))
    else if (text.startsWith('connected', start)) fruitless.connected(session)
    else if (text.startsWith('error ', start))
      fruitless.broke(session, text.slice(text.indexOf('reason=') + 7, start + 500), frame.atMs)
    return true
  }

  function delivery(frame: Frame, session: string, text: string): boolean {
    const status = statusOf(quotedField(text, 'result'))
    const queueId = quotedField(text, 'evpid')
    const recipient = recipientIn(text)
    if (status === undefined || recipient === undefined || !isEnvelopeId(queueId)) return false
    const relay = relayOf(quotedField(text, 'relay'))
    if (status === 'sent') pending.healed(session, { ...relay, encrypted: false })
    else pending.failed(session)
    delivered({
      atMs: frame.atMs,
      session,
      queueId,
      recipient,
      status,
      relay,
      stat: quotedField(text, 'stat'),
      source: quotedField(text, 'source'),
    })
    return true
  }

  function smtp(frame: Frame, session: string, text: string, start: number): boolean {
    if (text.startsWith('message ', start)) sink.queue('queued', frame.atMs)
    else if (text.startsWith('failed-command ', start)) {
      const isLogin = /^AUTH\b/i.test(quotedField(text, 'command'))
      // The answer to a login whose failure was counted when it was looked up.
      if (!isLogin || !failedLogins.delete(session)) sink.server(isLogin ? 'authFailed' : 'rejected', frame.atMs)
    } else if (text.startsWith('authentication ', start)) {
      if (!/result=(?:perm|temp)fail/.test(text.slice(0, 500))) return true
      failedLogins.set(session, true)
      sink.server('authFailed', frame.atMs)
    } else if (text.startsWith('disconnected ', start) || text.startsWith('closed ', start)) {
      const reason = quotedField(text, 'reason')
      if (reason === 'timeout') sink.server('timedOut', frame.atMs)
      else if (/^io-error: (?:handshake failed|TLS)|SSL routines/.test(reason))
        sink.server('tlsAcceptFailed', frame.atMs)
      else if (reason === 'disconnect' || reason.startsWith('io-error')) sink.server('lost', frame.atMs)
      else if (reason.startsWith('tls-accept-failed')) sink.server('tlsAcceptFailed', frame.atMs)
    }
    return true
  }

  /** What names a session or an envelope in its words: OpenSMTPD's, whoever hands it on. */
  function sentence(frame: Frame, text: string): boolean {
    const downgrade =
      /^smtp-out: Error on session ([0-9a-f]{16}): (opportunistic TLS failed, downgrading to plain)/.exec(
        text.slice(0, 200),
      )
    if (downgrade !== null) {
      const [, session = '', reason = ''] = downgrade
      sink.tlsFailed(reason, frame.atMs)
      pending.add(session, { atMs: frame.atMs, mx: '', address: '', reason, tls: true })
      return true
    }
    return old.read(frame, text)
  }

  return { read, end: () => undefined }
}

/** 6.0 to 6.3 write `event=delivery`, later ones the bare word. */
function eventStart(text: string, start: number): number {
  return text.startsWith('event=', start) ? start + 6 : start
}

function isSession(text: string): boolean {
  if (text.charCodeAt(16) !== 32) return false
  for (let index = 0; index < 16; index++) {
    const code = text.charCodeAt(index)
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false
  }
  return true
}
