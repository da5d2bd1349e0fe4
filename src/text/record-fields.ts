import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { AboutWords } from './about-words.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import { stageOfState } from './stage-states.ts'
import type { SpeakerReading } from './text-reading.ts'

/** A field of a record: `step=rcpt`, `"phase": "rcpt_to"`, `phase: :rcpt`, `at=Phase.RCPT_TO`, `:stage :greeting`, `during: "EHLO"`. */
const FIELD =
  /(?<![\w.-])["':]?(?:[a-z]{2,20}[._])?([a-z][a-z_-]{1,24})["']?(?:\s{0,2}[:=]\s{0,2}|(?<=:[a-z_-]{2,24}) )["':]{0,3}(?:[A-Z]\w{0,30}(?:\.|::))?([a-z][\w-]{1,40})(?![\w-]|\s?=|[\w.-]{0,60}@)/gi

const NAMES_STEP =
  /^(?:step|phase|stage|state|at|during|while|op|operation|command|cmd|verb|smtp_?(?:step|phase|stage|state|command))$/i
const NAMES_END =
  /^(?:result|outcome|event|error|err|reason|status|cause|end|ended|ended_by|end_reason|close_?reason|errno|code|failure|fault|exception|kind|type|why|rc|verdict|action|problem|cond(?:ition)?|what)$/i

type End = 'silence' | 'closed' | 'reset' | 'refused' | 'unreachable' | 'unresolved' | 'nameless'

/** What programs call an end in one word. */
const ENDS: readonly (readonly [RegExp, End])[] = [
  [
    /^(?:e?timed?_?out|(?:\w{1,20}_)?time_?out|deadline(?:_exceeded)?|expired|no_?(?:reply|response|answer|data)|silent|silence|stall(?:ed)?|unanswered|hang|hung|stuck)$/,
    'silence',
  ],
  [
    /^(?:(?:e?conn(?:ection)?_?|peer_|tcp_|remote_)?reset|(?:tcp_|peer_)?rst|reset_by_peer|conn(?:ection)?_reset_by_peer)$/,
    'reset',
  ],
  [/^(?:e?conn(?:ection)?_?|tcp_)?refused$/, 'refused'],
  [/^(?:e?(?:net|host)(?:work)?_?unreach(?:able)?|unreachable|no_route(?:_to_host)?|e?host_?down)$/, 'unreachable'],
  [/^(?:servfail|e?servfail|try_?again|eai_again|temp_?fail(?:ure)?|tempfail)$/, 'unresolved'],
  [/^(?:nxdomain|e?not_?found|no_such_(?:host|name|domain)|unknown_host|nodata|no_mx|host_not_found)$/, 'nameless'],
  [
    /^(?:(?:unexpected_?)?eof|fin|(?:peer_|remote_|conn(?:ection)?_|server_|tcp_|socket_)?(?:closed|close|lost|dropped|drop|gone|disconnect(?:ed)?|aborted|terminated|shutdown)|hang_?up|hung_?up|e?pipe|broken_pipe|econnaborted|closed_by_(?:peer|remote|server))$/,
    'closed',
  ],
]

/** A longer text is no record. */
const MOST_CHARACTERS = 4_000

/** Names that only a session of SMTP has a step for. */
const OF_SMTP: ReadonlySet<Stage> = new Set<Stage>(['banner', 'ehlo', 'starttls', 'mail', 'rcpt', 'dot'])

/**
 * A record of fields, as programs of nobody in particular write them: one tells the step, another how it ended. Neither says anything without the
 * other, so no sentence is made of them.
 */
export function fieldsReading({ words, at }: AboutWords): SpeakerReading | undefined {
  const fields = stepAndEnd(words.raw)
  if (fields === undefined || !(OF_SMTP.has(fields.stage) || speaksOfMail(words))) return undefined
  const { stage, end } = fields
  const met = meant(stage, end)
  return met === undefined
    ? undefined
    : { speaker: 'us', voice: 'unknown', ...at, rule: `fields/${end}`, stage, ...met }
}

/** The step and the end that the fields of a record name. */
export function stepAndEnd(raw: string): { readonly stage: Stage; readonly end: End } | undefined {
  let stage: Stage | undefined
  let end: End | undefined
  for (const [, name = '', value = ''] of raw.slice(0, MOST_CHARACTERS).matchAll(FIELD)) {
    if (NAMES_STEP.test(name)) stage = stageOfStep(value) ?? stage
    if (NAMES_END.test(name)) end ??= endOf(value)
  }
  if (stage !== undefined && end !== undefined) return { stage, end }
  return pointed(raw)
}

/** `dial ok | hello ok | from -> timeout`: the last of the steps points to the end. */
const POINTED =
  /(?:^|[|;,>\s])(dns|resolve|lookup|dial|connect|tcp|banner|greeting|hello|helo|ehlo|starttls|tls|auth|login|from|mail|sender|rcpt|to|recipient|data|body|message|dot|eom|eod|quit)\s?(?:-{1,2}>|=>|\u2192)\s?((?:connection |broken |timed |no |no_|hung )?[a-z_]{2,20})\b/gi

function pointed(raw: string): { readonly stage: Stage; readonly end: End } | undefined {
  const last = [...raw.slice(0, MOST_CHARACTERS).matchAll(POINTED)].at(-1)
  const stage = last === undefined ? undefined : stageOfStep(last[1]?.toLowerCase() === 'to' ? 'rcpt' : (last[1] ?? ''))
  const end = last === undefined ? undefined : endOf((last[2] ?? '').replaceAll(' ', '_'))
  return stage === undefined || end === undefined ? undefined : { stage, end }
}

function stageOfStep(value: string): Stage | undefined {
  if (/^(?:dns|resolve|resolving|resolver|lookup|mx|mx_?lookup|name_?lookup)$/i.test(value)) return 'dns'
  if (/^(?:dial|dialing|syn|open|socket)$/i.test(value)) return 'connect'
  return stageOfState(value)
}

function endOf(value: string): End | undefined {
  const name = value
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_')
  return ENDS.find(([pattern]) => pattern.test(name))?.[1]
}

function meant(stage: Stage, end: End): Pick<SpeakerReading, 'symptom' | 'ended'> | undefined {
  if (end === 'unreachable') return { symptom: 'connect.unreachable' }
  if (stage === 'dns') return ofName(end)
  if (end === 'unresolved' || end === 'nameless') return undefined
  if (end === 'refused') return stage === 'connect' ? { symptom: 'connect.refused', ended: 'rst' } : undefined
  if (end === 'silence') return { symptom: ofSilence(stage), ended: 'silence' }
  if (stage === 'connect') return { symptom: end === 'reset' ? 'connect.reset' : 'connect.failed' }
  const ended = end === 'reset' ? 'rst' : 'fin'
  if (stage === 'tls') return { symptom: end === 'reset' ? 'tls.handshake.reset' : 'tls.handshake.eof', ended }
  return { symptom: 'drop.lost', ended }
}

function ofName(end: End): Pick<SpeakerReading, 'symptom'> | undefined {
  if (end === 'nameless') return { symptom: 'dns.nxdomain' }
  return end === 'unresolved' || end === 'silence' || end === 'refused' ? { symptom: 'dns.tempfail' } : undefined
}

function ofSilence(stage: Stage): Symptom {
  if (stage === 'connect') return 'connect.timeout'
  return stage === 'tls' ? 'tls.handshake.timeout' : 'drop.timeout'
}
