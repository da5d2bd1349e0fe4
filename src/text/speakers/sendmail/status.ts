import { readResolverError } from '../../resolver-errors.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading, TextHints } from '../../text-reading.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

const GAVE_UP = /could not be delivered for \d|cannot send message (?:for|within) \d/

/** True when the queue's time ran out. */
export function gaveUp({ lower }: Words): boolean {
  return GAVE_UP.test(lower)
}

/** `bob@example.org... Deferred: Connection timed out with mx.example.org.` in the transcript of a mail that is given up (deliver.c, savemail.c). */
const DEFERRED = /(?:^|\n)(?:\S{1,320}\.\.\. )?(Deferred: [^\n]{4,400})/g

const OF_QUEUE = /Message could not be delivered for [^\n]{1,40}|Message will be deleted from queue/g

function lastDeferral({ raw }: Words, hints: TextHints): SpeakerReading | undefined {
  const last = [...raw.matchAll(DEFERRED)].at(-1)?.[1]
  const names = last === undefined ? readResolverError(wordsOf(raw.replaceAll(OF_QUEUE, ' '))) : undefined
  if (names !== undefined)
    return { ...OURS, rule: 'sendmail/name', symptom: names.symptom, stage: 'dns', expired: true }
  const reading = last === undefined ? undefined : status(wordsOf(last), { ...hints, software: 'sendmail' })
  return reading === undefined ? undefined : { ...reading, expired: true }
}

/** Its own sentence for RFC 7505's record (deliver.c), which no receiver says. */
const NULL_MX = 'host does not accept mail: mx 0'

const PEER = /(?:with|by|from) ([\w.-]{1,255}?)\.?(?:\s|$)/i

const OWN_DAEMON = / by (?:\[(?:127\.0\.0\.1|(?:ipv6:)?::1)\]|localhost(?:\.localdomain)?)(?![\w-])/i

/** The enhanced code that a log line has beside its status: x.4.1 is said of no connection, x.4.2 of one that broke. */
const CODED = /^dsn=(\d\.\d{1,3}\.\d{1,3}), stat=/
/** Sendmail's own words, in the form of a reply: the peer's name ends them. */
const OWN_REPLY =
  /^[45]\d\d (?:\d\.\d{1,3}\.\d{1,3} )?(?:Connection (?:reset by|timed out with|refused by|closed by) \S+\.$|reply: read error from )/

/** `Deferred: …`, which a transcript sets behind Sendmail's own code and the host; versions before 8 name the mailer beside it. */
const SAID_DEFERRED =
  /^\s*(?:-{3,} transcript of (?:the )?session follows -{3,}\s+)?(?:\d{3} (?:\d\.\d\.\d )?(?:\S{1,320}(?: \(\w{2,12}\))?\.\.\. )?)?deferred:?/i

/** "Deferred" alone. */
function bare(dsn: string): SpeakerReading | undefined {
  if (dsn.endsWith('.4.2')) return { ...OURS, rule: 'sendmail/broken', symptom: 'drop.lost' }
  return dsn.endsWith('.4.1')
    ? { ...OURS, rule: 'sendmail/no-connection', symptom: 'connect.failed', stage: 'connect' }
    : undefined
}

/** The `stat=` of a delivery, and the same words in a notification (deliver.c). */
export function status(words: Words, hints: TextHints): SpeakerReading | undefined {
  const { lower, flat } = words
  const mine = hints.software === 'sendmail'
  const coded = CODED.exec(words.raw.trimStart())
  const raw = coded === null ? words.raw : words.raw.trimStart().slice(coded[0].length)
  const dsn = coded?.[1] ?? ''
  if ((dsn === '5.1.10' && lower.includes('service unavailable')) || lower.includes(NULL_MX))
    return { ...OURS, rule: 'sendmail/null-mx', symptom: 'dns.nullmx', stage: 'dns' }
  if (/\bmx list for \S{1,255} points back to /.test(lower))
    return { ...OURS, rule: 'sendmail/points-back', symptom: 'route.loop', stage: 'dns' }
  if (lower.includes('mail loops back') || lower.includes('mx problem?'))
    return { ...OURS, rule: 'sendmail/loop', symptom: 'route.loop' }
  if (gaveUp(words))
    return lastDeferral(words, hints) ?? { ...OURS, rule: 'sendmail/expired', symptom: 'expired', expired: true }
  if (
    /host unknown/.test(lower) &&
    !saidByPeer(hints) &&
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
  const deferred = SAID_DEFERRED.exec(raw)
  if (deferred === null && !mine) return undefined
  const whole = deferred === null ? raw : raw.slice(deferred[0].length).trim()
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
  // Sendmail hands its mail to filters in other ways: what listens there is its own daemon, or should.
  if (error.symptom === 'connect.refused' && OWN_DAEMON.test(rest))
    return { ...OURS, rule: 'sendmail/own-daemon', symptom: 'local.config', stage: 'connect' }
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

function saidByPeer(hints: TextHints): boolean {
  return hints.speaker === 'peer'
}
