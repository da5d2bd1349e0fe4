import type { Stage } from '../../domain/stage.ts'
import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readLineWords } from '../line/line-words.ts'
import { readResolverError } from '../resolver-errors.ts'
import { stageFromWords, stageOfCommand } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** A reply of a peer that is quoted by itself. */
const BEGINS_WITH_CODE = /^\s{0,4}[245]\d\d[ -]/

const OURS = { speaker: 'us', voice: 'mta', software: 'postfix' } as const

/** Postfix smtp(8), smtpd(8), tls and postscreen: smtp_trouble.c, smtp_proto.c, smtp_connect.c, smtp_addr.c, smtpd.c. */
export const postfix: Grammar = {
  name: 'postfix',
  signs: [
    'milter',
    'sasl',
    'private/',
    'lost connection',
    'conversation with',
    'said',
    'refused to',
    'connect to',
    'tls',
    'ssl_',
    ' after ',
    'pregreet',
    'limit exceeded',
    'loops back',
    'nullmx',
    'name service',
    'not found',
    'look up host',
    'unknown',
    'transport',
    'command',
    'maildir',
    'mailbox',
    'local data',
    'output file',
    'certificate',
    'dnssec',
    'tlsa',
    'mail system config',
  ],
  read(words) {
    return service(words) ?? filtered(words) ?? client(words) ?? tls(words) ?? server(words) ?? names(words)
  },
}

/** A service of our own host that Postfix itself talks to: a milter, a policy or SASL daemon, one of its own daemons. */
const SERVICE =
  /\b(?:milter service |milter (?:unix|inet6?|local):\S{1,200}: |milter-(?:reject|discard|hold|quarantine): .{1,400}service unavailable|sasl: connect to |connect(?: #\d{1,3})? to (?:subsystem |unix:|inet6?:|private\/|\/)|talking to (?:server|service) (?:private\/|unix:|inet6?:|127\.|\/)|connection to service private\/)/

function service(words: Words): SpeakerReading | undefined {
  const { lower } = words
  if (
    !SERVICE.test(lower) ||
    !/refused|timed? ?out|no such file|reset|closed|lost|failed|permission|unavailable|error|can't|cannot|unreasonable|unreachable/.test(
      lower,
    )
  )
    return undefined
  const filter = /milter|policy|filter|spam|virus|amavis|rspamd|clam/.test(lower)
  const stage = stageFromWords(words)
  return {
    ...OURS,
    rule: 'postfix/service',
    symptom: filter ? 'local.filter' : 'local.config',
    ...(stage !== undefined && { stage }),
  }
}

/** What a milter made cleanup(8) answer, without its code; behind it stands who was refused, whose words are no reason. */
const FILTERED =
  /\bmilter-reject: ([A-Z][A-Z-]{1,20}) from \S{1,255}: ([45]\.\d{1,3}\.\d{1,3} [\s\S]{1,1000}?); (?:from|proto)=/

function filtered({ raw }: Words): SpeakerReading | undefined {
  const match = FILTERED.exec(raw)
  if (match === null) return undefined
  const stage = afterCommand(match[1] ?? '')
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'postfix',
    rule: 'postfix/milter-reject',
    said: match[2] ?? '',
    ...(stage !== undefined && { stage }),
  }
}

// Postfix before 2.3.
const GREETED = /connect to (\S{1,255}): server refused to talk to me: ([\s\S]{1,2000}?)(?:\s+\(port \d{1,5}\))?$/i
const PEER_SAID = /(?:host|server) (\S{1,255}) (said|refused to talk to me|refused to start tls): ?/i

function client(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('lost connection with ')) return dropped(words, 'drop.lost')
  if (lower.includes('conversation with ') && lower.includes('timed out while')) return dropped(words, 'drop.timeout')
  if (lower.includes('local data error while talking to'))
    return { ...OURS, rule: 'postfix/local-data-error', symptom: 'local.config', ...namedPeer(raw) }
  const greeted = GREETED.exec(raw)
  if (greeted !== null)
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'postfix',
      rule: 'postfix/refused-to-talk',
      said: greeted[2] ?? '',
      stage: 'banner',
      ...namedPeer(greeted[1] ?? ''),
    }
  const said = PEER_SAID.exec(raw)
  if (said !== null) {
    const rest = raw.slice(said.index + said[0].length)
    const greeting = said[2]?.toLowerCase() === 'refused to talk to me'
    const refusedTls = said[2]?.toLowerCase() === 'refused to start tls'
    const { text, stage } = withoutCommand(rest)
    const named = greeting ? (stage ?? refusedAt(text)) : refusedTls ? 'starttls' : stage
    const auth = lower.includes('authentication failed; server') || lower.includes('authentication failed: server')
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'postfix',
      rule: 'postfix/peer-said',
      said: text,
      ...namedPeer(said[1] ?? ''),
      ...(auth ? { stage: 'auth' as const } : named !== undefined && { stage: named }),
      ...(refusedTls && { symptom: 'tls.refused' as const }),
    }
  }
  // A receiver that verifies addresses quotes its own failed connection behind a code.
  if (/^\s{0,4}[245]\d\d[ -]/.test(raw)) return undefined
  const connect = / connect to (\S{1,255}): ([\s\S]{1,200})/i.exec(` ${raw}`)
  if (connect !== null) {
    const reason = wordsOf(connect[2] ?? '')
    const error = readSystemError(reason, true) ?? unconnected(reason)
    const peer = namedPeer(connect[1] ?? '')
    const symptom = error?.symptom ?? 'connect.failed'
    return {
      ...OURS,
      rule: `postfix/connect`,
      symptom,
      stage: 'connect',
      ...peer,
      ...(error?.ended !== undefined && { ended: error.ended }),
    }
  }
  return undefined
}

/** Postfix says the same of a greeting and of the answer to EHLO and HELO; to find fault with a command takes a command (RFC 5321 §4.2.4). */
function refusedAt(reply: string): 'banner' | 'ehlo' {
  return /^50[0-4](?!\d)/.test(reply) ? 'ehlo' : 'banner'
}

/** Other programs' reasons behind the same words: `connect to mx.example.org:25: no reply`. */
function unconnected(reason: Words): Pick<SpeakerReading, 'symptom' | 'ended'> | undefined {
  const line = readLineWords(reason, true)
  return line?.symptom === 'drop.timeout' ? { symptom: 'connect.timeout', ended: 'silence' } : line
}

function dropped(words: Words, symptom: 'drop.lost' | 'drop.timeout'): SpeakerReading {
  const stage = stageFromWords(words)
  return {
    ...OURS,
    rule: `postfix/${symptom === 'drop.lost' ? 'lost' : 'timed-out'}`,
    symptom,
    ...namedPeer(words.raw),
    ...(stage !== undefined && { stage }),
    // Postfix words FIN and RST the same, so only silence is known.
    ...(symptom === 'drop.timeout' && { ended: 'silence' as const }),
  }
}

/** Takes `(in reply to RCPT TO command)` off the peer's words. */
function withoutCommand(text: string): { readonly text: string; readonly stage?: Stage } {
  const at = text.toLowerCase().lastIndexOf('(in reply to ')
  if (at === -1) return { text: text.replace(/\)$/, '') }
  const command = text.slice(at + 13)
  const stage = stageOfCommand(command)
  return { text: text.slice(0, at).trim(), ...(stage !== undefined && { stage }) }
}

function tls(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const peer = namedPeer(raw)
  if (lower.includes('ssl_connect error') || lower.includes('ssl_accept error')) {
    const tail = raw.slice(lower.indexOf('error ') + 6)
    const about = wordsOf(`ssl handshake ${tail.slice(tail.search(/: /) + 1)}`)
    const side = lower.includes('ssl_accept') ? 'accept' : 'connect'
    if (/:\s?-1\b|: 0\s*$/.test(tail) && readTls(about) === undefined)
      return { ...OURS, rule: `postfix/ssl-${side}`, symptom: 'tls.handshake.alert', stage: 'tls', ...peer }
    const reading = readTls(about)
    return {
      ...OURS,
      rule: `postfix/ssl-${side}`,
      symptom: reading?.symptom ?? 'tls.handshake.alert',
      stage: 'tls',
      ...peer,
      ...(reading?.ended !== undefined && { ended: reading.ended }),
      ...(reading?.alert !== undefined && { tlsAlert: reading.alert }),
    }
  }
  if (lower.includes('tls is required, but was not offered') || lower.includes('tls is required but was not offered'))
    return { ...OURS, rule: 'postfix/tls-not-offered', symptom: 'tls.required', stage: 'ehlo', ...peer }
  if (lower.includes('tls is required, but our tls engine'))
    return { ...OURS, rule: 'postfix/tls-engine', symptom: 'tls.local.config', stage: 'starttls' }
  if (lower.includes('client tls configuration problem') || lower.includes('tls engine is unavailable'))
    return { ...OURS, rule: 'postfix/tls-config', symptom: 'tls.local.config', stage: 'starttls', ...peer }
  if (lower.includes('requiretls'))
    return { ...OURS, rule: 'postfix/requiretls', symptom: 'tls.required', stage: 'ehlo', ...peer }
  if (lower.includes('cannot start tls') && !BEGINS_WITH_CODE.test(raw)) {
    const reading = readTls(wordsOf(`tls handshake ${raw.slice(lower.indexOf('cannot start tls') + 16)}`))
    const known = reading !== undefined && reading.rule !== 'tls/refused' ? reading.symptom : 'tls.handshake.alert'
    return { ...OURS, rule: 'postfix/cannot-start-tls', symptom: known, stage: 'tls', ...peer }
  }
  if (/server certificate not (?:verified|trusted)/.test(lower))
    return { ...OURS, rule: 'postfix/certificate', symptom: 'tls.cert.untrusted', stage: 'tls', ...peer }
  if (lower.includes('certificate verification failed for') || lower.includes('tls library problem')) {
    const reading = readTls(words)
    if (reading !== undefined)
      return {
        ...OURS,
        rule: 'postfix/tls-library',
        symptom: reading.symptom,
        stage: 'tls',
        ...peer,
        ...(reading.ended !== undefined && { ended: reading.ended }),
        ...(reading.alert !== undefined && { tlsAlert: reading.alert }),
      }
  }
  return undefined
}

const SERVER =
  /(lost connection|timeout|too many errors|improper command pipelining|hangup|bare newline|bare lf received|ssl_accept error) after ([A-Z][A-Z-]{0,15}(?: DATA)?|[\d.]{1,10})(?: \((\d{1,12}) bytes\))? from (\S{1,255})/i

function server(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  const match = SERVER.exec(raw)
  if (match !== null) {
    const kind = (match[1] ?? '').toLowerCase()
    const stage = kind === 'hangup' ? 'banner' : afterCommand(match[2] ?? '')
    const symptom =
      kind === 'timeout'
        ? 'drop.timeout'
        : kind === 'too many errors'
          ? 'policy.errors'
          : kind.startsWith('improper')
            ? 'policy.pipelining'
            : kind.startsWith('bare')
              ? 'protocol.barelf'
              : 'drop.lost'
    return {
      ...OURS,
      rule: `postfix/server-${kind.replaceAll(' ', '-')}`,
      symptom,
      ...(stage !== undefined && { stage }),
      ...namedPeer(match[4] ?? ''),
      ...(match[3] !== undefined && { bytes: Number(match[3]) }),
      ...(kind === 'timeout' && { ended: 'silence' as const }),
    }
  }
  if (/sasl \S{1,20} authentication failed/.test(lower))
    return { ...OURS, rule: 'postfix/server-sasl', symptom: 'auth.failed', stage: 'auth', ...namedPeer(raw) }
  if (lower.includes('pregreet '))
    return { ...OURS, rule: 'postfix/pregreet', symptom: 'policy.earlytalker', stage: 'banner', ...namedPeer(raw) }
  const limit = /connection (concurrency|rate) limit exceeded: \d/i.exec(raw)
  if (limit !== null)
    return {
      ...OURS,
      rule: 'postfix/anvil',
      symptom: limit[1]?.toLowerCase() === 'rate' ? 'limit.rate' : 'limit.connections',
      stage: 'banner',
      ...namedPeer(raw),
    }
  return undefined
}

/** What the client had said last, so what it was waiting for or about to say. */
function afterCommand(command: string): Stage | undefined {
  const word = command.toUpperCase()
  if (word === 'CONNECT') return 'banner'
  if (word === 'END-OF-MESSAGE') return 'dot'
  if (word === 'DATA' || word === 'BDAT') return 'body'
  if (word === 'STARTTLS') return 'tls'
  if (word === 'RSET' || word === 'NOOP' || word === 'UNKNOWN') return 'idle'
  return stageOfCommand(word)
}

function names(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  if (lower.includes('loops back to myself'))
    return { ...OURS, rule: 'postfix/loops', symptom: 'route.loop', stage: 'dns' }
  if (lower.includes('does not accept mail (nullmx)'))
    return { ...OURS, rule: 'postfix/nullmx', symptom: 'dns.nullmx', stage: 'dns' }
  if (
    lower.includes('name service error for') ||
    lower.includes('host or domain name not found') ||
    lower.includes('unable to look up host')
  ) {
    const found = readResolverError(words)
    const domain = /name=([\w.-]{1,255})/.exec(raw)?.[1]
    const nothing = lower.includes('host not found, try again') ? 'dns.tempfail' : 'dns.nxdomain'
    return {
      ...OURS,
      rule: 'postfix/name-service',
      symptom: found?.symptom ?? nothing,
      stage: 'dns',
      ...(domain !== undefined && { domain }),
    }
  }
  if (/unknown (?:user|mail transport)|user unknown in \w/.test(lower)) {
    if (lower.includes('mail transport')) return { ...OURS, rule: 'postfix/transport', symptom: 'local.config' }
    if (!/said:|\b[45]\d\d[ -]/.test(lower))
      return { ...OURS, rule: 'postfix/local-user', symptom: 'recipient.unknown', stage: 'rcpt' }
  }
  // A policy of dane-only, and a destination that has nothing to check.
  if (/non dnssec destination|no tlsa records found|no usable tlsa/.test(lower))
    return { ...OURS, rule: 'postfix/no-dane', symptom: 'tls.policy.dane', stage: 'tls' }
  if (lower.includes('mail system configuration error'))
    return { ...OURS, rule: 'postfix/configuration', symptom: 'local.config' }
  if (lower.includes('mail transport unavailable'))
    return { ...OURS, rule: 'postfix/transport', symptom: 'local.config' }
  if (
    /command died with (?:status|signal)|command time limit exceeded|\. command output:|can't create user output file|can't open output file|maildir delivery failed|cannot (?:access|update|append|create) mailbox|cannot append message/.test(
      lower,
    )
  )
    return /quota|disk|full|too large|file too/.test(lower)
      ? { ...OURS, rule: 'postfix/local-quota', symptom: 'mailbox.full' }
      : { ...OURS, rule: 'postfix/local-delivery', symptom: 'local.delivery' }
  return undefined
}
