import type { CauseId } from '../domain/cause-id.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'

/** What a refusing or closing reply says about its reason. */
export interface ReplyMeaning {
  readonly cause: CauseId | null
  readonly symptom: Symptom
  /** Other causes that the words leave open. */
  readonly others: readonly CauseId[]
}

/** Words → meaning, handed in by whoever may read texts; undefined: it does not know. */
export type ReadReply = (reply: string, stage: Stage) => ReplyMeaning | undefined

/** Where the reply stood. */
export interface ReplyPlace {
  readonly stage: Stage
  /** Seconds in which the client owed the next octet before the reply came. */
  readonly clientSilentSeconds: number
  /** A message was on its way. */
  readonly inBody: boolean
}

type Row = readonly [words: RegExp, cause: CauseId, symptom: Symptom, others?: readonly CauseId[]]

/** Generic words of SMTP servers; the first row that fits decides. Alternations of plain words only. */
const ROWS: readonly Row[] = [
  [
    /too many errors|too many (?:bad|invalid|unknown|syntax|unrecognized)/i,
    'policy/error-limit-close',
    'policy.errors',
  ],
  [
    /too many (?:concurrent|simultaneous|parallel|open)|(?:concurrent|simultaneous) (?:connection|session)|too many (?:smtp )?(?:connections|sessions)(?! rate)|maximum (?:number of )?connections/i,
    'rate/concurrency-limit',
    'reply.421.toomanyconn',
    ['rate/connection-rate-limit'],
  ],
  [/connection rate|connections? (?:per|rate)|connecting too/i, 'rate/connection-rate-limit', 'reply.421.ratelimit'],
  [
    /submission rate|sending rate|rate limit|ratelimit|throttl|too (?:fast|quickly)|slow down|unusual rate|too many (?:messages|mails|emails)|messages? (?:per|rate)/i,
    'rate/message-rate-limit',
    'reply.421.ratelimit',
    ['rate/tenant-or-provider-throttle'],
  ],
  [/shut(?:ting)? ?down|going down|restart|reboot|maintenance/i, 'receiver/restart-or-shutdown', 'reply.421.shutdown'],
  [/insufficient|no space|disk|storage|out of (?:memory|space)/i, 'receiver/disk-full-back-pressure', 'system.full'],
  [
    /message (?:size|too (?:big|large))|too large|size (?:limit|exceeds)|exceeds (?:the )?(?:maximum|size)|maximum (?:message )?size/i,
    'content/size-reply-lost',
    'content.size',
  ],
  [
    /blacklist|blocklist|block list|black list|dnsbl|rbl|spamhaus|reputation|blocked|banned|poor sender|denied|not allowed|unwelcome|refused/i,
    'policy/reputation-announced',
    'reputation.ip',
  ],
  [
    /spoke too soon|early talker|protocol error.*(?:pregreet|before)|before (?:the )?greeting|talk(?:ed)? (?:too )?(?:early|before)/i,
    'policy/early-talker-rejected',
    'policy.earlytalker',
  ],
  [/pipelining|synchroni[sz]ation error/i, 'policy/unauth-pipelining-rejected', 'policy.pipelining'],
  [/time ?d? ?-?out|timeout|idle|inactiv|too long/i, 'timeout/receiver-idle-timeout', 'reply.421.idletimeout'],
  [/tls/i, 'tls/server-cert-unusable', 'tls.refused', ['tls/starttls-refused']],
  [
    /overload|load average|too busy|server busy|resources|try again later|temporarily unavailable|not available|unavailable/i,
    'receiver/overload-refusal',
    'reply.421.other',
    ['rate/concurrency-limit'],
  ],
  [
    /milter|policy service|content filter|local error|internal error|configuration/i,
    'receiver/milter-or-policy-down',
    'system.filter',
    ['receiver/overload-refusal'],
  ],
]

/** The meaning of a reply that ends a session: by its words, then by its enhanced code, then by the silence before it. */
export function meaningOf(reply: string, place: ReplyPlace, readReply?: ReadReply): ReplyMeaning {
  const read =
    stallFirst(reply, place) ??
    shutdownFirst(reply) ??
    readReply?.(reply, place.stage) ??
    byWords(reply) ??
    byCode(reply)
  if (read.cause === 'timeout/receiver-idle-timeout' && place.inBody)
    return { ...read, cause: 'timeout/sender-stalls-in-body' }
  // A limit on the size is `lost` only when the sender could not read the words in time.
  if (read.cause === 'content/size-reply-lost' && !place.inBody) return { ...read, cause: 'refusal/message-too-large' }
  return read
}

/** The meaning of a reply of which only the beginning is there. */
export function meaningOfCut(reply: string, place: ReplyPlace): ReplyMeaning {
  const unknown: ReplyMeaning = {
    cause: null,
    symptom: 'reply.421.other',
    others: ['rate/message-rate-limit', 'receiver/overload-refusal', 'policy/reputation-announced'],
  }
  const read = stallFirst(reply, place) ?? byWords(reply) ?? unknown
  return place.inBody && read.cause === 'timeout/receiver-idle-timeout'
    ? { ...read, cause: 'timeout/sender-stalls-in-body' }
    : read
}

/** A timeout that is announced while the client had been silent for seconds needs no further words. */
function stallFirst(reply: string, place: ReplyPlace): ReplyMeaning | undefined {
  if (place.clientSilentSeconds < 2 || !/time ?d? ?-?out|timeout|idle|inactiv|too long|4\.4\.[12]/i.test(reply))
    return undefined
  return { cause: 'timeout/receiver-idle-timeout', symptom: 'reply.421.idletimeout', others: [] }
}

/** `421 Service shutting down and closing transmission channel` is the standard's own wording (RFC 5321 §3.8). */
function shutdownFirst(reply: string): ReplyMeaning | undefined {
  if (!/shut(?:ting)? ?down/i.test(reply)) return undefined
  return { cause: 'receiver/restart-or-shutdown', symptom: 'reply.421.shutdown', others: [] }
}

/** The cause that words of a reply name, if they do. */
export function namesReason(reply: string): CauseId | undefined {
  return byWords(reply)?.cause ?? undefined
}

function byWords(reply: string): ReplyMeaning | undefined {
  const row = ROWS.find(([words]) => words.test(reply))
  return row === undefined ? undefined : { cause: row[1], symptom: row[2], others: row[3] ?? [] }
}

function byCode(reply: string): ReplyMeaning {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})/.exec(reply)?.[1]?.slice(2)
  switch (enhanced ?? '') {
    case '3.2':
      return {
        cause: 'receiver/restart-or-shutdown',
        symptom: 'reply.421.shutdown',
        others: ['receiver/overload-refusal'],
      }
    case '3.1':
      return {
        cause: 'receiver/disk-full-back-pressure',
        symptom: 'system.full',
        others: ['receiver/overload-refusal'],
      }
    case '3.4':
    case '2.3':
      return { cause: 'content/size-reply-lost', symptom: 'content.size', others: [] }
    case '7.1':
    case '7.0':
      return reply.startsWith('5')
        ? { cause: 'policy/reputation-announced', symptom: 'policy.other', others: [] }
        : {
            cause: null,
            symptom: 'reply.421.other',
            others: ['policy/reputation-announced', 'rate/message-rate-limit', 'policy/error-limit-close'],
          }
    default:
      break
  }
  if (reply.startsWith('5'))
    return { cause: 'policy/reputation-announced', symptom: 'policy.other', others: ['policy/allowlist-only-receiver'] }
  return {
    cause: null,
    symptom: 'reply.421.other',
    others: ['receiver/overload-refusal', 'rate/concurrency-limit', 'receiver/restart-or-shutdown'],
  }
}
