import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageOfCommand } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading, TextHints } from '../text-reading.ts'
import { endOfTls, readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

const OURS = { speaker: 'us', voice: 'mta', software: 'sendmail' } as const

/** Sendmail's `stat=` values, transcripts of session (`>>>`, `<<<`) and server lines (deliver.c, srvrsmtp.c, collect.c, usersmtp.c). */
export const sendmail: Grammar = {
  name: 'sendmail',
  signs: [
    'deferred',
    '<<<',
    '>>>',
    'lost input channel',
    'timeout waiting for input',
    'timeout writing message',
    'collect:',
    'did not issue',
    'starttls=',
    'tls handshake failed',
    'reply: read error',
    'host unknown',
    'mail loops back',
    'too many hops',
    'ruleset=',
    'could not be delivered for',
    'cannot send message',
    'service unavailable',
    'stat=',
    'user unknown',
    'name server:',
    'local configuration error',
    'milter (',
  ],
  read(words, hints) {
    const reading = transcript(words) ?? milter(words) ?? server(words) ?? tls(words) ?? stat(words, hints)
    return reading !== undefined && GAVE_UP.test(words.lower) ? { ...reading, expired: true } : reading
  },
}

const GAVE_UP = /could not be delivered for \d|cannot send message (?:for|within) \d/

const ANSWER = /<<<\s?([245]\d\d[\s\S]{0,2000})/
const ASKED = />>>\s?([A-Za-z]{4}[^\n]{0,200})/g

function transcript(words: Words): SpeakerReading | undefined {
  const answer = ANSWER.exec(words.raw)
  if (answer === null) return undefined
  ASKED.lastIndex = 0
  let command = ''
  for (let match = ASKED.exec(words.raw); match !== null && match.index < answer.index; match = ASKED.exec(words.raw))
    command = match[1] ?? ''
  const host = /while talking to (?:\[)?([\w.-]{1,255}?)\.?(?:\])?:/i.exec(words.raw)?.[1]
  const stage = command === '' ? undefined : stageOfCommand(command)
  const said = (answer[1] ?? '').replace(/\n<<<\s?/g, '\n').replace(/\n(?:>>>|\.\.\. |[45]\d\d )[\s\S]*$/, '')
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'sendmail',
    rule: 'sendmail/transcript',
    said,
    ...(host !== undefined && { host }),
    ...(stage !== undefined && {
      stage: stage === 'data' && words.raw.slice(0, answer.index).includes('>>> .') ? 'dot' : stage,
    }),
  }
}

const MILTER = /\bmilter \([^)]{1,64}\): ([\s\S]{1,500})/
const MILTER_FAILS = /error|timeout|time out|fail|refused|reset|returned -|unsafe|unreachable|unknown socket|missing/
/** `where=` names the callback that was waited for (libmilter's names). */
const CALLBACKS: Readonly<Record<string, Stage>> = {
  connect: 'banner',
  helo: 'ehlo',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  header: 'dot',
  eoh: 'dot',
  body: 'dot',
  eom: 'dot',
}

/** A filter of this host and what became of the connection to it (milter.c). */
function milter({ lower }: Words): SpeakerReading | undefined {
  const about = MILTER.exec(lower)?.[1]
  if (about === undefined || !MILTER_FAILS.test(about)) return undefined
  const stage = CALLBACKS[/\bwhere=(\w{1,20})/.exec(about)?.[1] ?? '']
  return { ...OURS, rule: 'sendmail/milter', symptom: 'local.filter', ...(stage !== undefined && { stage }) }
}

const LOST_INPUT = /lost input channel from (\S{1,255}(?: \[[^\]]{1,60}\])?) to \S{1,60} after (\w{1,20})/i

function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const lost = LOST_INPUT.exec(raw)
  if (lost !== null) {
    const stage = stageOfCommand(lost[2] ?? '')
    return {
      ...OURS,
      rule: 'sendmail/lost-input',
      symptom: 'drop.lost',
      ...namedPeer(lost[1] ?? ''),
      ...(stage !== undefined && { stage: stage === 'data' ? 'body' : stage }),
    }
  }
  if (lower.includes('timeout waiting for input')) {
    const stage = silentStage(lower)
    return {
      ...OURS,
      rule: 'sendmail/timeout-input',
      symptom: 'drop.timeout',
      ended: 'silence',
      stage,
      ...namedPeer(raw),
    }
  }
  if (lower.includes('collect: premature eom') || lower.includes('collect: unexpected close'))
    return { ...OURS, rule: 'sendmail/collect', symptom: 'drop.lost', stage: 'body', ...namedPeer(raw) }
  if (lower.includes('collect: i/o error'))
    return { ...OURS, rule: 'sendmail/collect', symptom: 'drop.lost', stage: 'body', ...namedPeer(raw) }
  if (lower.includes('collect: relay') || lower.includes('collect: timeout'))
    return {
      ...OURS,
      rule: 'sendmail/collect',
      symptom: 'drop.timeout',
      stage: 'body',
      ended: 'silence',
      ...namedPeer(raw),
    }
  if (lower.includes('did not issue mail/'))
    return { ...OURS, rule: 'sendmail/did-not-issue', symptom: 'drop.lost', stage: 'idle', ...namedPeer(raw) }
  if (lower.includes('timeout writing message to'))
    return {
      ...OURS,
      rule: 'sendmail/timeout-writing',
      symptom: lower.includes('reset by') || lower.includes('broken pipe') ? 'drop.lost' : 'drop.timeout',
      stage: 'body',
      ...namedPeer(raw),
    }
  if (lower.includes('reply: read error'))
    return { ...OURS, rule: 'sendmail/read-error', symptom: 'drop.lost', ...namedPeer(raw) }
  return undefined
}

/** `during client DATA status`: the phase of a session of our own; `during server cmd read`: one that a client began. */
function silentStage(lower: string): Stage {
  if (lower.includes('greeting')) return 'banner'
  const phase = /during client (\w{1,20}(?: \w{1,20})?)/.exec(lower)?.[1]
  if (phase === undefined) return lower.includes('message') ? 'body' : 'idle'
  if (/status|message sent/.test(phase)) return 'dot'
  if (/block|transfer|message/.test(phase)) return 'body'
  return stageOfCommand(phase) ?? 'idle'
}

function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('tls handshake failed') && !lower.includes('<<<')) {
    const why = readTls(words)
    const symptom = why?.symptom.startsWith('tls.handshake.') === true ? why.symptom : 'tls.handshake.alert'
    return { ...OURS, rule: 'sendmail/handshake', symptom, stage: 'tls', ...namedPeer(raw) }
  }
  if (/starttls=(?:client|server)/.test(lower) && /error|verify=(?:fail|no)|reject/.test(lower)) {
    const found = readTls(wordsOf(`tls handshake ${raw.slice(lower.indexOf('starttls=') + 15)}`))
    const timed = lower.includes('retry=99') || lower.includes('timed out') || lower.includes('timeout')
    const symptom =
      found !== undefined && found.rule !== 'tls/failed' && found.symptom.startsWith('tls.handshake')
        ? found.symptom
        : /ssl_error=5\b/.test(lower)
          ? brokenLine(lower)
          : lower.includes('verify=fail')
            ? 'tls.cert.untrusted'
            : timed
              ? 'tls.handshake.timeout'
              : 'tls.handshake.alert'
    return {
      ...OURS,
      rule: 'sendmail/starttls',
      symptom,
      stage: 'tls',
      ...namedPeer(raw),
      ...endOfTls(found),
    }
  }
  if (lower.includes('encryption too weak'))
    return { ...OURS, rule: 'sendmail/encryption-too-weak', symptom: 'tls.required', stage: 'ehlo', ...namedPeer(raw) }
  return undefined
}

/** SSL_ERROR_SYSCALL: the line broke, and `errno` says how; zero (or none) is an end without a word. */
function brokenLine(lower: string): Symptom {
  switch (/errno=(\d{1,4})/.exec(lower)?.[1] ?? '0') {
    case '104':
    case '54':
    case '32':
      return 'tls.handshake.reset'
    case '110':
    case '60':
      return 'tls.handshake.timeout'
    default:
      return lower.includes('retry=99') || lower.includes('timed out') ? 'tls.handshake.timeout' : 'tls.handshake.eof'
  }
}

const PEER = /(?:with|by|from) ([\w.-]{1,255}?)\.?(?:\s|$)/i

/** The enhanced code that a log line has beside its status: x.4.1 is said of no connection, x.4.2 of one that broke. */
const CODED = /^dsn=(\d\.\d{1,3}\.\d{1,3}), stat=/
/** Sendmail's own words, in the form of a reply: the peer's name ends them. */
const OWN_REPLY =
  /^[45]\d\d (?:\d\.\d{1,3}\.\d{1,3} )?(?:Connection (?:reset by|timed out with|refused by|closed by) \S+\.$|reply: read error from )/

/** "Deferred" alone. */
function bare(dsn: string): SpeakerReading | undefined {
  if (dsn.endsWith('.4.2')) return { ...OURS, rule: 'sendmail/broken', symptom: 'drop.lost' }
  return dsn.endsWith('.4.1')
    ? { ...OURS, rule: 'sendmail/no-connection', symptom: 'connect.failed', stage: 'connect' }
    : undefined
}

function stat(words: Words, hints: TextHints): SpeakerReading | undefined {
  const { lower, flat } = words
  const mine = hints.software === 'sendmail'
  const coded = CODED.exec(words.raw.trimStart())
  const raw = coded === null ? words.raw : words.raw.trimStart().slice(coded[0].length)
  const dsn = coded?.[1] ?? ''
  if (dsn === '5.1.10' && lower.includes('service unavailable'))
    return { ...OURS, rule: 'sendmail/null-mx', symptom: 'dns.nullmx', stage: 'dns' }
  if (lower.includes('mail loops back') || lower.includes('mx problem?'))
    return { ...OURS, rule: 'sendmail/loop', symptom: 'route.loop' }
  if (GAVE_UP.test(lower)) return { ...OURS, rule: 'sendmail/expired', symptom: 'expired', expired: true }
  if (
    /host unknown/.test(lower) &&
    !hostile(hints) &&
    (lower.includes('name server') || !/^\s{0,4}[245]\d\d[ -]/.test(raw))
  )
    return {
      ...OURS,
      rule: 'sendmail/host-unknown',
      symptom: readResolverError(words)?.symptom ?? 'dns.nxdomain',
      stage: 'dns',
    }
  if (/name server: \S{1,255}: (?:host name lookup failure|host not found)/.test(lower))
    return {
      ...OURS,
      rule: 'sendmail/name-server',
      symptom: lower.includes('not found') ? 'dns.nxdomain' : 'dns.tempfail',
      stage: 'dns',
    }
  // A lookup that a rule asked for failed before any mailer was called.
  if (dsn === '4.4.3' && raw === 'queued')
    return { ...OURS, rule: 'sendmail/lookup', symptom: 'dns.tempfail', stage: 'dns' }
  if (mine && /^local configuration error$/i.test(raw.trim()))
    return { ...OURS, rule: 'sendmail/config', symptom: 'local.config' }
  const deferred = /^(?:\d{3} (?:\d\.\d\.\d )?(?:\S{1,320}\.\.\. )?)?deferred:?/i.exec(raw.trim())
  if (deferred === null && !mine) return undefined
  const whole = deferred === null ? raw : raw.trim().slice(deferred[0].length).trim()
  const rest = OWN_REPLY.test(whole) ? whole.replace(/^\d{3} (?:\d\.\d{1,3}\.\d{1,3} )?/, '') : whole
  if (/^[245]\d\d[ -]/.test(rest))
    return { speaker: 'peer', voice: 'peer', software: 'sendmail', rule: 'sendmail/peer-said', said: rest }
  // EX_IOERR at a relay: the line to it broke.
  if (/^i\/o error/i.test(rest.trim()) && (hints.host ?? dsn) !== '')
    return { ...OURS, rule: 'sendmail/io-error', symptom: 'drop.lost' }
  if (deferred === null) return undefined
  const names = readResolverError(words)
  if (names !== undefined && !flat.includes('connection'))
    return { ...OURS, rule: 'sendmail/name', symptom: names.symptom, stage: 'dns' }
  if (rest === '') return bare(dsn)
  const early = /timed out|refused|route|unreachable|reset/i.test(rest) && !/reset|broken pipe/i.test(rest)
  const error = readSystemError(
    wordsOf(rest),
    dsn.endsWith('.4.2') ? false : early || dsn.endsWith('.4.1') ? true : undefined,
  )
  if (error === undefined) return undefined
  const host = PEER.exec(rest)?.[1]
  // Sendmail says "reset" for a plain close too, at the greeting, after EHLO and after DATA alike.
  const { ended: _ended, ...withoutEnd } = error
  return {
    ...OURS,
    ...(error.symptom === 'drop.lost' ? withoutEnd : error),
    rule: 'sendmail/deferred',
    ...(host !== undefined && host.includes('.') && { host }),
  }
}

function hostile(hints: TextHints): boolean {
  return hints.speaker === 'peer'
}
