import type { Frame } from '../../wire/syslog/frame.ts'
import type { LogSink } from '../log-event.ts'
import { queueIdEnd, startsWithAny } from './log-client.ts'
import { SERVER_NOTES } from './log-lines.table.ts'
import { isTlsDetail } from './tls-details.ts'

/** `NOQUEUE: ` and (since 3.10, also before `lost connection after`) a queue id may stand before the text. */
function textStart(message: string): number {
  if (message.startsWith('NOQUEUE: ')) return 9
  const idEnd = queueIdEnd(message)
  return idEnd < 0 ? 0 : idEnd + 2
}

/** The receiving side: smtpd and qmqpd. */
export function readSmtpd(frame: Frame, sink: LogSink): boolean {
  const message = frame.message
  if (message.startsWith('connect from ') || message.startsWith('disconnect from ')) return true
  const start = textStart(message)
  if (message.startsWith('client=', start)) return true
  if (message.startsWith('lost connection after ', start)) sink.server('lost', frame.atMs)
  else if (message.startsWith('timeout after ', start)) sink.server('timedOut', frame.atMs)
  else if (isReject(message, start)) sink.server('rejected', frame.atMs)
  else if (message.startsWith('SSL_accept error from ', start)) sink.server('tlsAcceptFailed', frame.atMs)
  else if (message.startsWith('warning: ', start)) warning(message, start + 9, frame.atMs, sink)
  else return startsWithAny(start === 0 ? message : message.slice(start), SERVER_NOTES) || isTlsDetail(message)
  return true
}

export function isReject(message: string, start: number): boolean {
  return (
    message.startsWith('reject: ', start) ||
    message.startsWith('milter-reject: ', start) ||
    message.startsWith('proxy-reject: ', start)
  )
}

function warning(message: string, start: number, atMs: number, sink: LogSink): void {
  if (
    message.startsWith('Connection concurrency limit exceeded: ', start) ||
    message.startsWith('Connection rate limit exceeded: ', start)
  )
    sink.server('connectionLimit', atMs)
  else if (message.includes(': SASL ') && message.includes(' authentication failed')) sink.server('authFailed', atMs)
}

export function readPostscreen(frame: Frame, sink: LogSink): boolean {
  const message = frame.message
  const start = textStart(message)
  if (message.startsWith('HANGUP after ', start)) sink.server('postscreenHangup', frame.atMs)
  else if (message.startsWith('PREGREET ', start)) sink.server('postscreenPregreet', frame.atMs)
  else if (message.startsWith('reject: ', start))
    sink.server(isConnectionLimit(message, start) ? 'connectionLimit' : 'rejected', frame.atMs)
  else return startsWithAny(start === 0 ? message : message.slice(start), SERVER_NOTES)
  return true
}

/** `reject: CONNECT from [ip]:port: too many connections`, and `all server ports busy`. */
function isConnectionLimit(message: string, start: number): boolean {
  return (
    message.startsWith('reject: CONNECT from ', start) &&
    (message.includes(': too many connections', start) || message.includes(': all server ports busy', start))
  )
}
