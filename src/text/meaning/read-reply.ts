import type { Reply } from '../../domain/reply.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { providerRule } from '../providers/read-provider.ts'
import { withoutProducts } from '../providers/product-names.ts'
import { withoutSpeaker } from '../host-names.ts'
import { findReply } from '../reply-grammar.ts'
import { firstRule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { ACCESS_RULES } from './access.table.ts'
import { BASIC_CODES, ENHANCED_CODES } from './codes.table.ts'
import { LIMIT_RULES } from './limits.table.ts'
import { MESSAGE_RULES } from './message.table.ts'
import { insteadOf, names } from './named-subjects.ts'
import { readNotions } from './read-notions.ts'
import { RECIPIENT_RULES } from './recipient.table.ts'
import { SENDER_RULES } from './sender.table.ts'
import { VERDICT_RULES } from './verdict.table.ts'

export interface ReplyReading {
  readonly reply?: Reply
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  /** What else the words admit: then the symptom is only one of two. */
  readonly instead?: Symptom
}

const GENERIC: readonly (readonly [string, readonly Rule[]])[] = [
  ['access', ACCESS_RULES],
  ['limits', LIMIT_RULES],
  ['message', VERDICT_RULES],
  ['sender', SENDER_RULES],
  ['recipient', RECIPIENT_RULES],
  ['message', MESSAGE_RULES],
]

/**
 * Reads a receiver's words: its own table first, then general meaning, then the enhanced code, then the basic code.
 * Text beats code, because receivers use 550, 552 and 554 for limits, lists and content alike.
 */
export function readReply(text: string, host: string | undefined): ReplyReading | undefined {
  const found = findReply(text)
  const reply = found?.reply
  // `220 …` and then `421 …`: what came last counts.
  const later = reply !== undefined && reply.code < 400 ? REFUSED_THEN.exec(text.slice(found?.at)) : null
  if (later?.[1] !== undefined) return readReply(later[1], host)
  if (reply !== undefined && reply.code < 400)
    return IN_PLACE_OF_TLS.test(text)
      ? { reply, symptom: 'tls.handshake.notls', rule: 'reply/plain', stage: 'tls' }
      : { reply, ...positive(text.slice(0, found?.at)), ...acceptedStage(reply.code) }
  // What stands before the code is a wrapper's, not the receiver's.
  const own = found === undefined || !/[a-z]{3}/i.test(text.slice(found.at)) ? text : oneReply(text.slice(found.at))
  const spoken = withoutSpeaker(own)
  const meaning = meaningOf(wordsOf(spoken.text.replace(IPV4, ' ip-literal ')), host ?? spoken.name)
  if (meaning !== undefined && !yieldsTo(reply, meaning)) {
    const symptom = announced(ofWhoseSpace(meaning, reply, spoken.text), reply)
    const instead = meaning.instead ?? admitted(meaning, reply)
    return {
      ...(reply !== undefined && { reply }),
      symptom,
      rule: meaning.rule,
      ...(meaning.stage !== undefined && { stage: meaning.stage }),
      ...(instead !== undefined && { instead }),
    }
  }
  if (reply === undefined) return undefined
  return { reply, ...fromCode(reply) }
}

/** A positive reply is what the client hoped for, unless the words in front of it say that it was not. */
function positive(before: string): { readonly symptom: Symptom; readonly rule: string } {
  if (/\b(?:unexpected|invalid|malformed|bad|wrong|strange)\b[^.\n]{0,60}$/i.test(before))
    return { symptom: 'protocol.malformed', rule: 'reply/unexpected' }
  // The server was ready, and the handshake came to nothing.
  if (/\bstarttls failed\b/i.test(before)) return { symptom: 'tls.handshake.alert', rule: 'reply/handshake' }
  return /\b(?:failed|failure|error)\b[^.\n]{0,30}$/i.test(before)
    ? { symptom: 'unknown', rule: 'reply/positive' }
    : { symptom: 'accepted', rule: 'reply/positive' }
}

/** A line that begins another record: another reply, a log line, an exception, a sentence of a TLS stack or of an MTA. */
const ANOTHER_RECORD =
  /^\s{0,4}(?:\*{2,3} |\[[A-Z]{4,6}\] |\[[a-z][\w-]{1,20}\] |(?!reason|details?|status|code|error|message|see|please|contact|re[fs]|id\b)[a-z][\w-]{1,20}(?:\[\d{1,7}\])?: (?=\w))|^\s{0,4}(?:\d{4}[-./]\d\d[-./]\d\d[ T]|[\dA-F]{8,16}:error:|(?:SSL|SEC|TLS)_[A-Z]|\w{3,20}_\w{3,20}(?:\(\))? (?:failed|returned)|PHP |[\w-]{1,20}: [^\n]{0,60}error:[\dA-F]{8}|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d|[\w.]{0,80}(?:Error|Exception|Traceback)\b|[A-Z]\w{2,20}::[A-Z]|[a-z]{1,8}=\S|error:[\dA-F]{8}|(?:handshake|timed out|connection (?:dropped|lost|reset|closed|timed out)|rustls|bearssl|smtp tls|javax?|system|ssl|tls|x509|openssl|gnutls|mbedtls|schannel|logger|curl|dial|read|write|deferred|connect to|lost connection|conversation with|remote (?:host|error)|local error|received (?:fatal|corrupt)|invalid peer|eof|net\/http|gomail|mailkit|smtp (?:timeout|error|session)|unable to (?:establish|connect|read|write|initialize)|failed to (?:establish|connect|read)|could not (?:connect|establish)|sending of the message|msmtp|verify|server certificate|certificate verif)\b[ :.(=])/i

/** The reply without the records below it; the lines of one reply repeat its code or go on with its sentence. */
function oneReply(text: string): string {
  const code = text.slice(0, 3)
  // Behind `550 ` nothing of the reply follows, behind `550-` another line of it (RFC 5321 §4.2.1).
  const isLast = text.charAt(3) === ' '
  const lines = text.split('\n', 200)
  const end = lines.findIndex(
    (line, index) =>
      index > 0 && (ANOTHER_RECORD.test(line) || (/^[245]\d\d[ -]/.test(line) && (isLast || !line.startsWith(code)))),
  )
  return end === -1 ? text : lines.slice(0, end).join('\n')
}

function acceptedStage(code: number): { readonly stage?: Stage } {
  if (code === 220) return { stage: 'banner' }
  if (code === 235) return { stage: 'auth' }
  return code === 221 ? { stage: 'quit' } : {}
}

/** A refusal on a line of its own, behind another reply. */
const REFUSED_THEN = /\n([45]\d\d[- ][\s\S]*)$/

/** A server that speaks SMTP where the client begins with TLS. */
const IN_PLACE_OF_TLS =
  /(?:instead of|in place of|rather than) (?:a |the )?(?:tls|ssl|server ?hello)|\b(?:tls|ssl|certificate)\b[^\n]{0,120}plain ?text/i

interface Meaning {
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  /** What else the words admit. */
  readonly instead?: Symptom
}

/** The path of a page about errors names other errors as well; one about lists, filters and policies tells why. */
const PAGE =
  /(https?:\/\/[\w.-]{1,255})\/(?![\w/.?=&%#-]{0,300}(?:spam|block|list|rbl|dnsbl|lookup|reput|polic|spf|dkim|dmarc|abuse|ip|sender|mail|quota|relay|tls|auth|user))[^\s"'<>)]{1,300}/gi

/** A code, a status, "see" and a page: then the page is all that is said (qmail on bare line feeds). */
const LEAST_WORDS_BESIDE = 5

function withoutPages(words: Words): Words {
  if (!words.lower.includes('://')) return words
  const rest = wordsOf(words.raw.replaceAll(PAGE, '$1'))
  return rest.flat.trim().split(' ', LEAST_WORDS_BESIDE).length < LEAST_WORDS_BESIDE ? words : rest
}

/** What the words mean, without any code. */
export function meaningOf(words: Words, host: string | undefined): Meaning | undefined {
  const rest = withoutAddresses(words.raw)
  const nameless = rest === words.raw ? words : wordsOf(rest)
  const provider = providerRule(nameless, host)
  if (provider !== undefined) return provider
  const plain = withoutProducts(withoutPages(nameless))
  const known = ruleOf(plain)
  const instead =
    known === undefined || known.rule === 'message/spam-judged' ? undefined : insteadOf(known.symptom, plain)
  if (known !== undefined && instead === undefined && !LOOSE.has(known.rule)) return known
  const sense = readNotions(plain)
  if (sense !== undefined && sense.symptom !== known?.symptom) return hedged(sense, insteadOf(sense.symptom, plain))
  return known === undefined ? undefined : hedged(known, instead)
}

function hedged(meaning: Meaning, instead: Symptom | undefined): Meaning {
  return instead === undefined ? meaning : { ...meaning, instead }
}

/** Rules that any refusal meets; what its words are about says more. */
const VAGUE: ReadonlySet<string> = new Set(['message/policy', 'message/system'])

/** Rules of words that may stand beside anything: what the sentence is about, where that is plain, decides before they do. */
const LOOSE: ReadonlySet<string> = new Set([
  ...VAGUE,
  'message/attachment',
  'message/filter-down',
  'message/later',
  'message/resources',
  'message/spam',
  'message/virus',
  'recipient/disabled-bare',
  'recipient/unknown-subject',
  'sender/sender-blocked',
])

/** A code for good that names the address, the mailbox, the form, the number of recipients or the authentication is chosen with care. */
const TELLING = /^5\.(?:1\.[1-8]|2\.2|5\.3|6\.[1-9]|7\.2[0-6])$/

/** What any refusal could say, or what words of no known rule are about, says less than a code that was chosen with care. */
function yieldsTo(reply: Reply | undefined, { symptom, rule }: Meaning): boolean {
  // Nobody is written to yet at AUTH, whose codes are its own (RFC 4954).
  if (reply !== undefined && AUTH_CODES.has(reply.code) && symptom.startsWith('recipient.')) return true
  const code = reply?.enhanced ?? ''
  if (!TELLING.test(code)) return false
  // Servers that know one code for every recipient send 5.1.1 also of a mailbox that is closed or full.
  return VAGUE.has(rule) || ((rule.startsWith('notions/') || rule === 'recipient/unavailable') && code !== '5.1.1')
}

function ruleOf(words: Words): Meaning | undefined {
  for (const [file, rules] of GENERIC) {
    const found = firstRule(rules, words)
    if (found !== undefined)
      return {
        symptom: found.symptom,
        rule: `${file}/${found.name}`,
        ...(found.stage !== undefined && { stage: found.stage }),
      }
  }
  return undefined
}

/** `Unavailable` is a mailbox that is not there as well as one that is switched off, unless the code says which (RFC 3463 §3.2). */
function admitted({ rule }: Meaning, reply: Reply | undefined): Symptom | undefined {
  return rule === 'recipient/unavailable' && reply?.enhanced?.startsWith('.1.', 1) !== true
    ? 'recipient.disabled'
    : undefined
}

/** Words of space that name nobody: x.3.z is the mail system's (RFC 3463 §3.4). */
function ofWhoseSpace({ symptom, rule }: Meaning, reply: Reply | undefined, text: string): Symptom {
  const isTheSystems = rule === 'notions/full' && reply?.enhanced?.startsWith('.3.', 1) === true
  return isTheSystems && symptom === 'mailbox.full' && !names(text, 'person') ? 'system.full' : symptom
}

const ANNOUNCED: { readonly [S in Symptom]?: Symptom } = {
  'limit.connections': 'reply.421.toomanyconn',
  'limit.rate': 'reply.421.ratelimit',
  'limit.submission': 'reply.421.ratelimit',
  'reputation.ip': 'reply.421.reputation',
  'reputation.domain': 'reply.421.reputation',
  'reputation.sender': 'reply.421.reputation',
  'policy.other': 'reply.421.other',
}

/** A 421 announces that the line is about to be closed (RFC 5321 §3.8): the reason keeps its meaning under that name. */
function announced(symptom: Symptom, reply: Reply | undefined): Symptom {
  return reply?.code === 421 ? (ANNOUNCED[symptom] ?? symptom) : withoutLine(symptom, reply)
}

/** Idle, shutdown and socket words in another code than 421 are the receiver's own trouble; nor does such a code announce an end. */
function withoutLine(symptom: Symptom, reply: Reply | undefined): Symptom {
  if (reply === undefined || !symptom.startsWith('reply.421.')) return symptom
  if (reply.code === 451 && reply.enhanced?.endsWith('.4.2') === true) return symptom
  if (symptom === 'reply.421.other') return 'policy.other'
  return symptom === 'reply.421.shutdown' || symptom === 'reply.421.socketerror' ? 'system.remote' : symptom
}

const AUTH_CODES: ReadonlySet<number> = new Set([530, 534, 535, 538])

function fromCode(reply: Reply): { readonly symptom: Symptom; readonly rule: string } {
  const detail = reply.enhanced?.slice(2)
  if (reply.code === 421) {
    if (detail === '4.2') return { symptom: 'reply.421.idletimeout', rule: 'code/421-4.4.2' }
    if (detail === '3.2') return { symptom: 'reply.421.shutdown', rule: 'code/421-4.3.2' }
    return { symptom: 'reply.421.other', rule: 'code/421' }
  }
  // RFC 4954 fixes what these mean, whatever enhanced code stands beside them.
  const about = AUTH_CODES.has(reply.code) ? BASIC_CODES[reply.code] : undefined
  if (about !== undefined) return { symptom: about, rule: `code/${reply.code}` }
  const known = detail === undefined ? undefined : ENHANCED_CODES[detail]
  if (known !== undefined) return { symptom: known, rule: `code/${reply.enhanced ?? ''}` }
  const basic = BASIC_CODES[reply.code]
  return basic === undefined ? { symptom: 'unknown', rule: 'none' } : { symptom: basic, rule: `code/${reply.code}` }
}

/** Addresses hold words of their own (`spam@full.example`): they are taken out before meaning is sought. */
function withoutAddresses(text: string): string {
  let at = text.indexOf('@')
  if (at === -1) return text
  let out = ''
  let done = 0
  while (at !== -1) {
    let start = at
    while (start > done && at - start < 100 && !STOPS.has(text.charAt(start - 1))) start -= 1
    let end = at + 1
    while (end < text.length && end - at < 255 && text.charAt(end) !== ':' && !STOPS.has(text.charAt(end))) end += 1
    if (start < at && end > at + 1) {
      out += `${text.slice(done, start)}@`
      done = end
    }
    at = text.indexOf('@', end)
  }
  return out + text.slice(done)
}

const IPV4 = /(?<![\w.-])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)/g

const STOPS = new Set([' ', '\t', '\n', '<', '>', '"', "'", '(', ')', ',', ';', '[', ']', '{', '}'])
