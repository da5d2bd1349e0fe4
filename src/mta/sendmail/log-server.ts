import type { LogSink } from '../log-event.ts'

const NOTES: readonly string[] = [
  'collect: ',
  'Authentication-Warning: ',
  'rejecting commands from ',
  'rejecting server ',
  'alias database ',
  'alias <',
  'Saved message in ',
  'starting daemon ',
  'restarting ',
  'stopping daemon',
  'started as: ',
  'ruleset=',
  'grew WorkList',
  'rejecting connections',
  'accepting connections',
  'sender notify: ',
  'return to sender: ',
  'postmaster notify: ',
  'clone ',
  'clone: ',
  'Milter',
  'milter',
  'SYSERR',
  'AUTH=',
  'AUTH:',
  'AUTH ',
  'runqueue: ',
  'locked',
  'makeconnection ',
  'timeout waiting',
  'gethostbyaddr',
  'discarded',
  'tls_clt_features',
  'STARTTLS',
  'No authorization',
  'DIGEST-MD5',
  'engine ',
  'engine=',
  'error: safesasl(',
  'connect from ',
  'SMTP outgoing connect on ',
  'unable to qualify my own domain name',
  'My unqualified host name',
  'lost input channel',
  'POSSIBLE ATTACK',
  'error connecting to filter',
  'Losing ',
  'forward ',
  'daemon ',
  'quarantine',
  'headers too large',
  'message size',
  'too many ',
  'low on space',
  'queueup',
  'dropenvelope',
  '<',
  '[',
  '--- ',
]

/** The receiving side. False: not a line of Sendmail's. */
export function readServerLine(text: string, start: number, atMs: number, sink: LogSink): boolean {
  if (text.startsWith('lost input channel from ', start)) sink.server('lost', atMs)
  else if (isSilentWithin(text, start)) sink.server('timedOut', atMs)
  // "… during client greeting" is about a server that we talk to.
  else if (text.startsWith('timeout waiting for input from ', start)) {
    if (!text.includes(' during client ', start)) sink.server('timedOut', atMs)
  } else if (isCutOff(text, start)) sink.server('lost', atMs)
  else if (text.startsWith('AUTH failure ', start)) sink.server('authFailed', atMs)
  else if (text.startsWith('ruleset=', start) && text.includes(', reject=', start)) rejected(text, start, atMs, sink)
  else if (text.startsWith('rejecting connections on daemon ', start)) sink.server('connectionLimit', atMs)
  else if (text.startsWith('Milter: ', start) && text.includes(', reject=', start)) sink.server('rejected', atMs)
  // "[192.0.2.1]: EXPN root [rejected]", "<a@b>... User unknown"
  else if (text.endsWith(' [rejected]') || (text.startsWith('<', start) && text.includes('>... ', start)))
    sink.server('rejected', atMs)
  else return isNote(text, start)
  return true
}

/** The client left, or fell silent, within a message. */
export function isLeft(text: string, start: number): boolean {
  return isCutOff(text, start) || isSilentWithin(text, start) || text.startsWith('lost input channel from ', start)
}

/** Behind `collect: premature EOM`: a close is said plainly, a reset as an error; a timeout has a line of its own. */
function isCutOff(text: string, start: number): boolean {
  if (text.startsWith('collect: unexpected close on connection from ', start)) return true
  const words = text.slice(start, start + 1_000)
  return (
    (text.startsWith('SYSERR(', start) && /\): collect: I\/O error on connection from /.test(words.slice(0, 200))) ||
    (IN_COLLECT.test(words) && /, info=(?:unexpected close|I\/O error)/.test(words))
  )
}

/** Since 8.16.1 `collect: relay=CLIENT, from=<…>, info=WHY`. */
const IN_COLLECT = /^(?:SYSERR\([^()]{0,40}\): )?collect: relay=/

function isSilentWithin(text: string, start: number): boolean {
  const words = text.slice(start, start + 1_000)
  return IN_COLLECT.test(words) && words.includes(', info=read timeout')
}

function rejected(text: string, start: number, atMs: number, sink: LogSink): void {
  // This one is about a server that we talk to.
  if (text.startsWith('ruleset=tls_server', start) || text.startsWith('ruleset=try_tls', start)) return
  const limited = /reject=421 4\.3\.2 |rate limit exceeded|Too many open connections/i.test(
    text.slice(start, start + 1_000),
  )
  sink.server(limited ? 'connectionLimit' : 'rejected', atMs)
}

function isNote(text: string, start: number): boolean {
  for (const note of NOTES) if (text.startsWith(note, start)) return true
  return (
    text.includes(' did not issue MAIL/EXPN/VRFY/ETRN during connection to ', start) ||
    // "/etc/mail/aliases: 77 aliases, longest 19 bytes, 788 bytes total"
    / aliases, longest \d{1,9} bytes, /.test(text.slice(start, start + 400)) ||
    // "QID: QID: DSN: Service unavailable": a message made of another.
    /^[0-9A-Za-z]{8,20}: /.test(text.slice(start, start + 22))
  )
}
