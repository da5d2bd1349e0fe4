import type { Stage } from '../../domain/stage.ts'
import { stageOfFrames, withoutFrames } from '../call-frames.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageFromWords } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

const OURS = { speaker: 'us', voice: 'library' } as const

/** smtplib's exceptions carry (code, b'text'); their class tells the stage. aiosmtplib writes the same pairs. */
const EXCEPTIONS: readonly (readonly [string, Stage | undefined])[] = [
  ['smtpconnecterror', 'banner'],
  ['smtpconnectresponseerror', 'banner'],
  ['smtpheloerror', 'ehlo'],
  ['smtpauthenticationerror', 'auth'],
  ['smtpsenderrefused', 'mail'],
  ['smtprecipientrefused', 'rcpt'],
  ['smtprecipientsrefused', 'rcpt'],
  ['smtpdataerror', 'dot'],
  // What all of them are; smtplib raises it by itself for the answer to STARTTLS.
  ['smtpresponseexception', undefined],
]

const PEER = { speaker: 'peer', voice: 'peer' } as const

/** aiosmtplib's greeting is text alone: `SMTPConnectError: 421 mx.example.org …`. */
const ALONE = /\bSMTP(?:Connect|Helo)Error: ([45]\d\d[ -][^\n]{3,1000})/
const PAIR = /\(\s?([245]\d\d),\s?b?(['"])([\s\S]{0,2000}?)\2(?=[),])/
/** The same where whoever pasted it left the end out. */
const PAIR_CUT = /\(\s?([245]\d\d),\s?b?(['"])([^\n]{3,2000}?)\s{0,4}$/
// Sentry and its kin print frames without Python's own marks, outermost first.
const FRAMES: readonly (readonly [RegExp, Stage])[] = [
  [/in (?:data|send_message|sendmail)\b[\s\S]{0,400}in getreply/, 'dot'],
  [/in starttls\b[\s\S]{0,300}in getreply/, 'starttls'],
  [/in starttls\b/, 'tls'],
  [/in (?:login|auth|auth_\w{1,10})\b/, 'auth'],
  [/in rcpt\b/, 'rcpt'],
  [/in mail\b/, 'mail'],
  [/in (?:ehlo|helo|ehlo_or_helo_if_needed)\b/, 'ehlo'],
  [/in connect\b[\s\S]{0,300}in getreply/, 'banner'],
]

export const python: Grammar = {
  name: 'smtplib',
  signs: [
    'smtplib',
    'smtpserverdisconnected',
    'smtpconnecterror',
    'smtpconnectresponseerror',
    'smtpheloerror',
    'smtpauthenticationerror',
    'smtpsenderrefused',
    'smtprecipient',
    'smtpdataerror',
    'smtpresponseexception',
    'smtpnotsupported',
    'connection unexpectedly closed',
    'traceback',
    'timeouterror',
    'socket.timeout',
    'gaierror',
    'errno ',
    'smtptimeout',
    'aiosmtplib',
    'please run connect',
    ", b'",
    ', b"',
  ],
  read(words) {
    return said(words) ?? own(words)
  },
}

function said(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const exception = EXCEPTIONS.find(([name]) => lower.includes(name))
  const pair = PAIR.exec(raw) ?? (exception === undefined ? null : PAIR_CUT.exec(raw))
  if (exception === undefined) return pair === null ? undefined : unnamed(words, pair)
  const at = exception[1] ?? stageOfFrames(raw) ?? stageFromWords(withoutFrames(words))
  if (pair === null) {
    const text = ALONE.exec(raw)
    return text === null
      ? unread(raw, at)
      : {
          ...PEER,
          rule: `smtplib/${exception[0]}`,
          said: text[1] ?? '',
          ...(at !== undefined && { stage: at }),
        }
  }
  return replyOf(pair, `smtplib/${exception[0]}`, awaitsGoAhead(raw) ? 'data' : at)
}

/** smtplib's `data` keeps the answer to the command under a name of its own, and that to the message under another. */
function awaitsGoAhead(raw: string): boolean {
  return /\braise SMTPDataError\(code, repl\)/.test(raw)
}

/**
 * The arguments of an exception, printed without its class: `(421, b'…')`. The sender stands behind the reply to MAIL, the refused
 * recipients stand as keys before theirs.
 */
function unnamed(words: Words, pair: RegExpExecArray): SpeakerReading | undefined {
  const { raw } = words
  // Other tuples of a number and a text are anybody's: smtplib's text is bytes. What went well raises nothing.
  if (!/^\(\s?[45]\d\d,\s?b/.test(pair[0])) return undefined
  const behind = raw.slice(pair.index + pair[0].length, pair.index + pair[0].length + 3)
  const before = raw.slice(Math.max(0, pair.index - 3), pair.index)
  const stage = behind.startsWith(", '")
    ? 'mail'
    : /['"]: ?$/.test(before)
      ? 'rcpt'
      : (stageOfFrames(raw) ?? stageFromWords(withoutFrames(words)))
  return replyOf(pair, 'smtplib/reply', stage)
}

function replyOf(pair: RegExpExecArray, rule: string, stage: Stage | undefined): SpeakerReading {
  const text = (pair[3] ?? '').replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\r`, '')
  return {
    speaker: 'peer',
    voice: 'peer',
    rule,
    said: `${pair[1] ?? ''} ${text}`,
    ...(stage !== undefined && { stage }),
  }
}

/** -1 stands for a reply that begins with no code. */
function unread(raw: string, stage: Stage | undefined): SpeakerReading | undefined {
  if (!/\(-1, (?:b?['"]|\()/.test(raw)) return undefined
  // Its debugging shows that the greeting had been none before.
  const isGreeting = /\breply: retcode \(-1\)[^\n]{0,1000}\nconnect: b/.test(raw)
  const known = isGreeting ? 'banner' : stage
  return {
    ...OURS,
    rule: 'smtplib/unread',
    symptom: 'protocol.malformed',
    ...(known !== undefined && { stage: known }),
  }
}

/** getaddrinfo() raises a class of its own (Python's socket module), whatever the frames above it call. */
const UNRESOLVED = /^(?:\w{1,30}\.)?gaierror: (?:\[errno (-?\d{1,5})\])?/im
/** An exception of a session, behind it: the program went on. */
const RAISED_LATER =
  /^[\w.]{0,80}(?:SSL\w{0,30}Error|TimeoutError|Connection\w{1,20}Error|SMTP(?!ConnectError)\w{3,40})\b/m

function unresolved({ raw }: Words): SpeakerReading | undefined {
  const found = UNRESOLVED.exec(raw)
  if (found === null || RAISED_LATER.test(raw.slice(found.index))) return undefined
  const names = readResolverError(wordsOf(raw.slice(found.index).split('\n', 1)[0] ?? ''))
  return { ...OURS, rule: 'smtplib/gaierror', symptom: names?.symptom ?? 'dns.tempfail', stage: 'dns' }
}

/** An exception of the program's own that hands a reply on: what it says of time is the server's. */
const RAISED_REPLY = /^[\w.]{3,80}: [45]\d\d[ -]\S/m

function own(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const name = unresolved(words)
  if (name !== undefined) return name
  const stage = raw.includes('File "') ? stageOfFrames(raw) : FRAMES.find(([frame]) => frame.test(lower))?.[1]
  const at = { ...namedPeer(raw), ...(stage !== undefined && { stage }) }
  if (lower.includes('ssl handshake is taking longer'))
    return {
      ...OURS,
      rule: 'smtplib/handshake',
      symptom: 'tls.handshake.timeout',
      ended: 'silence',
      ...at,
      stage: 'tls',
    }
  // aiosmtplib reads the greeting while it connects.
  if (/error connecting to \S{1,255} on port \d{1,5}: (?:unexpected eof|connection lost)/.test(lower))
    return { ...OURS, rule: 'smtplib/greeting', symptom: 'drop.lost', ended: 'fin', ...at, stage: 'banner' }
  if (lower.includes('starttls extension not supported'))
    return { ...OURS, rule: 'smtplib/no-starttls', symptom: 'tls.required', ...namedPeer(raw), stage: 'ehlo' }
  if (lower.includes('smtp auth extension not supported'))
    return { ...OURS, rule: 'smtplib/no-auth', symptom: 'auth.failed', ...namedPeer(raw), stage: 'auth' }
  if (
    /connection unexpectedly closed|server not connected|smtpserverdisconnected|please run connect\(\) first/.test(
      lower,
    )
  ) {
    // `Connection unexpectedly closed: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] …`: the alert came when the handshake was over for us.
    const why = lower.includes('[ssl') ? readTls(withoutFrames(words)) : undefined
    if (why?.says === 'why')
      return { ...OURS, rule: `smtplib/${why.rule}`, symptom: why.symptom, stage: 'tls', ...endOfTls(why) }
    // A frame shows the program's own `timeout=30`.
    const timed = /timed out|timeout/.test(withoutFrames(words).lower)
    return {
      ...OURS,
      rule: 'smtplib/disconnected',
      symptom: timed ? 'drop.timeout' : 'drop.lost',
      ended: timed ? 'silence' : 'fin',
      ...at,
    }
  }
  if (
    (lower.includes('traceback') && !RAISED_REPLY.test(raw)) ||
    // A frame of another language's may be named so.
    /timeouterror|socket\.timeout|smtptimeout/.test(withoutFrames(words).lower)
  ) {
    if (!/tls|ssl/.test(lower) || stage !== 'tls') {
      const connecting =
        /create_connection|_get_socket|sock\.connect|timed out connecting|smtpconnecttimeout/.test(lower) &&
        stage === undefined
      // `Timed out waiting for server ready message`: the class is named for the connection, which stood.
      const isGreeting = stage === undefined && stageFromWords(withoutFrames(words)) === 'banner'
      const found = readSystemError(withoutFrames(words), isGreeting ? false : connecting ? true : undefined)
      const error = isGreeting && found !== undefined ? { ...found, stage: 'banner' as const } : found
      if (error !== undefined && !/ssl[:.]|certificate|(?:ssl|tls) handshake/.test(withoutFrames(words).lower))
        return {
          ...OURS,
          voice: 'os',
          ...error,
          rule: `smtplib/${error.rule}`,
          ...at,
          ...(error.stage !== undefined && { stage: error.stage }),
        }
    }
  }
  return undefined
}
