import type { Frame } from '../../wire/syslog/frame.ts'
import { each, openBeginnings } from '../beginnings.ts'
import type { LogSink, ServerEvent } from '../log-event.ts'
import { standsAt } from '../octets.ts'
import { REJECTS, SERVER_NOTES } from './log-lines.table.ts'
import { queueIdEnd } from './queue-id.ts'
import { isTlsDetail } from './tls-details.ts'

/** Most lines of a busy server are the first three, and say nothing that is counted. */
const smtpdLine = openBeginnings<ServerEvent | 'warning' | 'note'>([
  ...each(['connect from ', 'disconnect from ', 'client='], 'note' as const),
  ['lost connection after ', 'lost'],
  ['timeout after ', 'timedOut'],
  ...each(REJECTS, 'rejected' as const),
  ['SSL_accept error from ', 'tlsAcceptFailed'],
  ['warning: Connection concurrency limit exceeded: ', 'connectionLimit'],
  ['warning: Connection rate limit exceeded: ', 'connectionLimit'],
  ['warning: ', 'warning'],
  ...each(SERVER_NOTES, 'note' as const),
])

const postscreenLine = openBeginnings<ServerEvent | 'unconnected' | 'note'>([
  ['HANGUP after ', 'postscreenHangup'],
  ['PREGREET ', 'postscreenPregreet'],
  ['reject: CONNECT from ', 'unconnected'],
  ['reject: ', 'rejected'],
  ...each(SERVER_NOTES, 'note' as const),
])

/** `NOQUEUE: ` and (since 3.10, also before `lost connection after`) a queue id may stand before the text. */
function textStart({ octets, from, to }: Frame): number {
  if (standsAt(octets, from, 'NOQUEUE: ')) return from + 9
  const idEnd = queueIdEnd(octets, from, to)
  return idEnd < 0 ? from : idEnd + 2
}

/** The receiving side: smtpd and qmqpd. */
export function readSmtpd(frame: Frame, sink: LogSink): boolean {
  const line = smtpdLine(frame.octets, textStart(frame), frame.to)
  if (line === undefined) return isTlsDetail(frame.message)
  if (line === 'warning') {
    if (isAuthFailure(frame.message)) sink.server('authFailed', frame.atMs)
  } else if (line !== 'note') sink.server(line, frame.atMs)
  return true
}

/** `warning: unknown[ip]: SASL LOGIN authentication failed: …` */
function isAuthFailure(message: string): boolean {
  return message.includes(': SASL ') && message.includes(' authentication failed')
}

export function readPostscreen(frame: Frame, sink: LogSink): boolean {
  const line = postscreenLine(frame.octets, textStart(frame), frame.to)
  if (line === undefined) return false
  if (line === 'unconnected') sink.server(isFull(frame.message) ? 'connectionLimit' : 'rejected', frame.atMs)
  else if (line !== 'note') sink.server(line, frame.atMs)
  return true
}

/** `reject: CONNECT from [ip]:port: too many connections`, and `all server ports busy`. */
function isFull(message: string): boolean {
  return message.includes(': too many connections') || message.includes(': all server ports busy')
}
