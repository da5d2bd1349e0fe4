import type { LogSink, ServerEvent } from '../log-event.ts'

/** Words of the receiving side, and of the daemon; the first that occurs decides. */
const SERVER_WORDS: readonly (readonly [string, ServerEvent])[] = [
  ['refused: too many connections', 'connectionLimit'],
  ['SMTP command timeout on ', 'timedOut'],
  ['SMTP data timeout ', 'timedOut'],
  ['SMTP incoming data timeout', 'timedOut'],
  ['unexpected disconnection while reading SMTP command ', 'lost'],
  [' lost while reading message data', 'lost'],
  ['SMTP connection lost after final dot ', 'lost'],
  ['TLS error on connection from ', 'tlsAcceptFailed'],
  ['authenticator failed for ', 'authFailed'],
  [' rejected ', 'rejected'],
]

const DAEMON_WORDS: readonly string[] = [
  'SMTP connection ',
  'SMTP call from ',
  'SMTP protocol ',
  'SMTP syntax error ',
  'no MAIL in SMTP connection from ',
  'no host name found for IP address ',
  'no IP address found for host ',
  'Start queue run: ',
  'End queue run: ',
  'exim ',
  'Exim ',
  'DNS list lookup defer ',
  'ident connection to ',
  'cwd=',
  'Warning: ',
  'TLS error on ',
  'H=',
  'Connection from ',
  'TLS session ',
  'TLS cache',
  'listening for ',
  'socket bind() ',
  'host name alias list ',
  'spam acl condition',
  'malware acl condition',
  'Completed',
  'daemon_notifier_socket ',
  'Failed to get write lock for ',
  'Failed to open ',
  'Spool file ',
  'SIGHUP received',
  'DANE error: ',
  'pid ',
  'retry record exists',
  'VRFY ',
  'EXPN ',
  'ETRN ',
]

/**
 * `TLS error on connection (recv): …`, `… from H [A] (SSL_read): …`: reading, writing or closing failed after the handshake, on either
 * side. What became of the session is told by a line of its own.
 */
export function isBrokenTlsSession(text: string, start: number): boolean {
  const at = text.indexOf('TLS error on connection', start)
  return at >= 0 && at - start < 400 && ESTABLISHED.test(text.slice(at, at + 600))
}

const ESTABLISHED =
  /^TLS error on connection(?: from .{0,500}?)? \((?:recv|send|read|write|shutdown|SSL_read|SSL_write|SSL_shutdown)\)/

/** `SMTP connection [Ci=7] from [192.0.2.1]:4711 lost[ D=2s]`: outside a transaction, and told only with log_selector = +smtp_connection. */
const LOST_IDLE = / lost(?: \(error: [^()]{1,100}\))?(?: D=\S{1,20})?$/

/** Lines that are about a client of ours, or about Exim itself. False: not of Exim's. */
export function readServerLine(text: string, start: number, atMs: number, sink: LogSink): boolean {
  for (const [word, event] of SERVER_WORDS) {
    const at = text.indexOf(word, start)
    if (at < 0 || at - start > 1_000) continue
    if (event === 'rejected' && !isClientLine(text, start)) continue
    if (event === 'tlsAcceptFailed' && isBrokenTlsSession(text, at)) return true
    sink.server(event, atMs)
    return true
  }
  if (text.startsWith('rejected ', start) || text.startsWith('temporarily rejected ', start)) {
    sink.server('rejected', atMs)
    return true
  }
  if (text.startsWith('SMTP connection ', start) && LOST_IDLE.test(text.slice(start, start + 600)))
    sink.server('lost', atMs)
  for (const word of DAEMON_WORDS) if (text.startsWith(word, start)) return true
  return text.startsWith('[', start) && text.slice(start, start + 200).includes('] SSL verify error: ')
}

/** A rejection of ours names the client; the words "rejected by" in a peer's answer do not make one. */
function isClientLine(text: string, start: number): boolean {
  return (
    text.startsWith('H=', start) ||
    text.startsWith('F=', start) ||
    text.startsWith('U=', start) ||
    text.startsWith('SMTP ', start) ||
    text.startsWith('rejected ', start) ||
    text.startsWith('temporarily rejected', start) ||
    text.startsWith('[', start)
  )
}
