import type { EnhancedCode, Reply } from '../../domain/reply.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { withoutNamesOfAddresses, withoutSpeaker } from '../host-names.ts'
import { findReply } from '../reply-grammar.ts'
import { wordsOf } from '../words.ts'
import { verdictAlone } from './beside-verdict.ts'
import { BASIC_CODES, statusMeaning } from './codes.table.ts'
import { meaningOf, VAGUE } from './meaning-of.ts'
import type { Meaning } from './meaning-of.ts'
import { names } from './named-subjects.ts'
import { oneReply } from './one-reply.ts'
import { besidesOwnCall } from './own-call.ts'
import { readerOf } from './readers.ts'
import { withSecondReading } from './second-reading.ts'

export interface ReplyReading {
  readonly reply?: Reply
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  /** What else the words admit: then the symptom is only one of two. */
  readonly instead?: Symptom
}

/**
 * Reads a receiver's words: its own table first, then general meaning, then the enhanced code, then the basic code.
 * Text beats code, because receivers use 550, 552 and 554 for limits, lists and content alike.
 */
export function readReply(text: string, host: string | undefined): ReplyReading | undefined {
  const reading = wordedReading(text, host)
  const told = reading === undefined ? undefined : ofPolicy(text, host)
  return told === undefined ? reading : { ...told, ...(reading?.reply !== undefined && { reply: reading.reply }) }
}

/**
 * `<a@b>: Sender address rejected: too many messages today`: Postfix names the restriction that was asked, and behind the colon a policy daemon says
 * what it holds against the client, which need not be the sender.
 */
const RESTRICTION =
  /^(\s{0,4}[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3} )?)<[^<>\n]{0,320}>: (?:sender address|recipient address|client host|helo command|data command|end-of-data command) rejected: (?=\S)/i

/** What is said of a client's pace, and of a server's state, is not said of an address. */
const OF_NO_ADDRESS = /^(?:limit\.|policy\.errors|reply\.421\.(?:ratelimit|toomanyconn))/

function ofPolicy(text: string, host: string | undefined): ReplyReading | undefined {
  const named = RESTRICTION.exec(text)
  if (named === null) return undefined
  const told = ruleReading(`${named[1] ?? ''}${text.slice(named[0].length)}`, host)
  return told !== undefined && OF_NO_ADDRESS.test(told.symptom) && readerOf(told.rule) === 'sentence' ? told : undefined
}

function wordedReading(text: string, host: string | undefined): ReplyReading | undefined {
  const reading = ruleReading(text, host)
  const code = reading?.reply?.code ?? 0
  if (reading === undefined || code < 400) return reading
  // A number that may be a count makes no reply of words that no reader knows.
  if (readerOf(reading.rule) === 'nobody' && findReply(text)?.isCertain !== true)
    return reading.rule === 'code/500' ? { symptom: 'unknown', rule: 'none' } : reading
  const words = withoutSpeaker(ownReply(text)).text.replace(IN_REPLY_TO, '')
  const weighed = withSecondReading(reading, verdictAlone(words) ?? words)
  return weighed === reading ? reading : { ...weighed, symptom: announced(weighed.symptom, weighed.reply) }
}

/** Postfix tells which command was answered: that is none of the receiver's words. */
const IN_REPLY_TO = / \(in reply to [\w ]{2,30} command\)\s{0,3}$/i

/** What stands before the code is a wrapper's, not the receiver's. */
function ownReply(text: string): string {
  const at = findReply(text)?.at
  return at === undefined || !/\p{L}{2}/u.test(text.slice(at)) ? text : oneReply(text.slice(at))
}

function ruleReading(text: string, host: string | undefined): ReplyReading | undefined {
  const found = findReply(text)
  const reply = found?.reply
  // `220 …` and then `421 …`: what came last counts.
  const later = reply !== undefined && reply.code < 400 ? REFUSED_THEN.exec(text.slice(found?.at)) : null
  if (later?.[1] !== undefined) return readReply(later[1], host)
  if (reply?.code === 220 && MASKED.test(text.slice(found?.at)))
    return { reply, symptom: 'protocol.malformed', rule: 'reply/masked', stage: 'banner' }
  if (reply !== undefined && reply.code < 400)
    return IN_PLACE_OF_TLS.test(text)
      ? { reply, symptom: 'tls.handshake.notls', rule: 'reply/plain', stage: 'tls' }
      : { reply, ...positive(text.slice(0, found?.at)), ...acceptedStage(reply.code) }
  const own = ownReply(text)
  const spoken = withoutSpeaker(own)
  const meaning = verdictOf(
    withoutNamesOfAddresses(spoken.text)
      .replaceAll(LINE_GOES_ON, '$1 ')
      .replaceAll(ELLIPSIS, '... ')
      .replace(IPV4, ' ip-literal '),
    host ?? spoken.name,
  )
  const isVague = meaning === undefined || VAGUE.has(meaning.rule)
  if (reply !== undefined && isVague && PROGRAM_FAULT.test(spoken.text)) {
    // `SenderNotAuthenticatedException` says what is wrong, and `KeyError` says that something is.
    const within = meaningOf(wordsOf(spoken.text.replaceAll(CAPITAL_WITHIN, ' $&')), undefined)
    return within !== undefined && OF_THE_MAIL.test(within.symptom)
      ? { reply, ...within }
      : { reply, symptom: 'system.remote', rule: 'reply/program-fault' }
  }
  if (reply !== undefined && (meaning === undefined || isVague || isSaidOfClient(meaning, reply))) {
    // `java.net.ConnectException:` is written like the name of a host that speaks.
    const rest = besidesOwnCall(own)
    const left = rest === undefined ? undefined : meaningOf(wordsOf(rest), undefined)
    if (rest !== undefined && (left === undefined || VAGUE.has(left.rule) || left.symptom !== meaning?.symptom))
      return { reply, symptom: 'system.remote', rule: 'reply/program-fault' }
  }
  if (meaning !== undefined && !yieldsTo(reply, meaning)) {
    const symptom = SILENCE_ALONE.test(spoken.text)
      ? announced('reply.421.idletimeout', reply)
      : announced(ofWhose(meaning, reply, text), reply)
    const instead = admitted(meaning, reply)
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

/** What the words mean; what they expressly clear somebody of, and what they advise on a condition, is read only where nothing else is plain. */
function verdictOf(text: string, host: string | undefined): Meaning | undefined {
  const whole = meaningOf(wordsOf(text), host)
  const alone = whole === undefined ? undefined : verdictAlone(text)
  if (alone === undefined) return whole
  const meaning = meaningOf(wordsOf(alone), host)
  return meaning === undefined || VAGUE.has(meaning.rule) ? whole : meaning
}

/** What the words hold against us, and may hold against another that the server called. A 421 may well be about our silence. */
function isSaidOfClient({ symptom }: Meaning, { code }: Reply): boolean {
  return /^(?:reputation|policy|content|dns)\./.test(symptom) || (symptom === 'reply.421.idletimeout' && code !== 421)
}

/** What a program may name in a fault of its own that is the mail's. */
const OF_THE_MAIL = /^(?:recipient|mailbox|sender|auth|content)\./

/** The next word of a name that programs write in one: `RecipientNotFound`. */
const CAPITAL_WITHIN = /(?<=[a-z])[A-Z](?=[a-z])/g

/** What programs call their faults: `KeyError`, `java.net.ConnectException`. No server means its client by such a name. */
const PROGRAM_FAULT = /(?<![\w@])[A-Z]\w{1,40}(?:Error|Exception)(?!\w)/

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

function acceptedStage(code: number): { readonly stage?: Stage } {
  if (code === 220) return { stage: 'banner' }
  if (code === 235) return { stage: 'auth' }
  return code === 221 ? { stage: 'quit' } : {}
}

/** A refusal on a line of its own, behind another reply. */
const REFUSED_THEN = /\n([45]\d\d[- ][\s\S]*)$/

/** A firewall that inspects SMTP sets an asterisk for each character of a greeting but some digits (Cisco's `inspect esmtp`, `fixup protocol smtp`). */
const MASKED = /^220[ -]{0,2}[\d*]{0,20}\*{8}[\d*\s]{0,400}(?:$|["'`.,;)\]]|(?<=\*{16,400}\s)(?!E?SMTP))/i

/** A server that speaks SMTP where the client begins with TLS. */
const IN_PLACE_OF_TLS =
  /(?:instead of|in place of|rather than) (?:a |the )?(?:tls|ssl|server ?hello)|\b(?:tls|ssl|certificate)\b[^\n]{0,120}plain ?text/i

/** A code for good that names the address, the mailbox, the form, the number of recipients or the authentication is chosen with care. */
const TELLING = /^(?:5\.(?:1\.[1-8]|2\.2|5\.3|6\.[1-9])|[45]\.7\.2[0-6])$/

/** What any refusal could say, or what words of no known rule are about, says less than a code that was chosen with care. */
function yieldsTo(reply: Reply | undefined, { symptom, rule }: Meaning): boolean {
  // It has one meaning (RFC 4954 §6).
  if (reply?.code === 538) return true
  // Nobody is written to yet at AUTH, whose codes are its own (RFC 4954).
  // And what took too long there is the check of a password, not the client.
  if (reply !== undefined && AUTH_CODES.has(reply.code))
    if (symptom.startsWith('recipient.') || symptom === 'reply.421.idletimeout') return true
  // What is refused there is a command (RFC 5321 §4.3.2).
  const code = reply?.enhanced ?? ''
  if (reply !== undefined && COMMAND_CODES.has(reply.code))
    if (VAGUE.has(rule) || (code.startsWith('5.5.') && symptom.startsWith('reputation.'))) return true
  // A line of the message is refused at the end of it, and 500 is said of a command alone.
  if (reply?.code === 500 && rule === 'message/format') return true
  if (!TELLING.test(code)) return false
  // Servers that know one code for every recipient send 5.1.1 also of a mailbox that is closed or full.
  return VAGUE.has(rule) || ((rule.startsWith('notions/') || rule === 'recipient/unavailable') && code !== '5.1.1')
}

/** An address that is not available is one of two readings, unless the code says which (RFC 3463). */
function admitted({ rule, instead }: Meaning, reply: Reply | undefined): Symptom | undefined {
  const isOfTheAddress = reply?.enhanced?.slice(2).startsWith('1.') === true
  return rule === 'recipient/unavailable' && isOfTheAddress ? undefined : instead
}

/**
 * Whose it is that the words name: space that is nobody's is the mail system's under x.3.z (RFC 3463 §3.4), and a domain that is not found the
 * sender's under x.1.8 (§3.2).
 */
function ofWhose({ symptom, rule }: Meaning, reply: Reply | undefined, text: string): Symptom {
  const detail = reply?.enhanced?.slice(2)
  if (detail === '1.8' && (symptom === 'dns.nxdomain' || symptom === 'dns.nomx')) return 'sender.domain'
  // Whoever looked the sender up quotes what was said of it there.
  if (symptom === 'recipient.unknown' && OF_SENDER.test(text)) return 'sender.rejected'
  // Whose it is that is unknown, these two say (RFC 3463 §3.2), unless the words name a mailbox.
  if (symptom === 'recipient.unknown' && (detail === '1.7' || detail === '1.8') && !RECIPIENT_NAMED.test(text))
    return detail === '1.8' ? 'sender.domain' : 'sender.rejected'
  const isTheSystems = rule === 'notions/full' && detail?.startsWith('3.') === true
  return isTheSystems && symptom === 'mailbox.full' && !names(text, 'person') ? 'system.full' : symptom
}

const OF_SENDER = /^(?![\s\S]{0,400}recipient)[\s\S]{0,400}\bsender (?:address )?rejected: /i

const RECIPIENT_NAMED = /recipient|rcpt|mailbox|user|account|addressee/i

const ANNOUNCED: { readonly [S in Symptom]?: Symptom } = {
  'limit.connections': 'reply.421.toomanyconn',
  'limit.rate': 'reply.421.ratelimit',
  'limit.submission': 'reply.421.ratelimit',
  'reputation.ip': 'reply.421.reputation',
  'reputation.domain': 'reply.421.reputation',
  'reputation.sender': 'reply.421.reputation',
  'policy.other': 'reply.421.other',
}

/** `421 timeout`, `421 Error: timed out`: whose silence it was is told by the code. */
const SILENCE_ALONE = /^\s{0,4}421[ -](?:4\.\d{1,3}\.\d{1,3} )?(?:error: )?tim(?:e-?out|ed out)(?:\W{0,4}$|[.!] )/i

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

const COMMAND_CODES: ReadonlySet<number> = new Set([500, 502, 503, 504])

const AUTH_CODES: ReadonlySet<number> = new Set([530, 534, 535, 538])

function fromCode(reply: Reply): {
  readonly symptom: Symptom
  readonly rule: string
  readonly instead?: Symptom
} {
  const detail = reply.enhanced?.slice(2)
  if (reply.code === 421) {
    if (detail === '4.2') return { symptom: 'reply.421.idletimeout', rule: 'code/421-4.4.2' }
    if (detail === '3.2') return { symptom: 'reply.421.shutdown', rule: 'code/421-4.3.2' }
    return { symptom: 'reply.421.other', rule: 'code/421' }
  }
  // RFC 4954 fixes what these mean, whatever enhanced code stands beside them.
  const isAboutTls = detail === '7.10' || detail === '7.11'
  const about = AUTH_CODES.has(reply.code) && !isAboutTls ? BASIC_CODES[reply.code] : undefined
  if (about !== undefined) return { symptom: about, rule: `code/${reply.code}` }
  // For now: a mailbox that takes no more at this rate has the code of one that takes nothing.
  if (reply.code < 500 && detail === '2.1')
    return { symptom: 'recipient.disabled', instead: 'limit.rate', rule: 'code/4.2.1' }
  const known = statusMeaning(reply) ?? innerMeaning(reply)
  // A server that says so of the line to a host speaks of one behind it.
  const isLine = known === 'connect.failed' || known === 'drop.lost'
  if (known !== undefined)
    return {
      symptom: known,
      rule: `code/${reply.enhanced ?? ''}`,
      ...(isLine && { instead: 'system.remote' as const }),
    }
  // x.7.z is the receiver's policy (RFC 3463 §3.8): for now it refuses, for a reason that the words may have told.
  if (reply.code === 451 && detail?.startsWith('7.') === true)
    return { symptom: 'policy.other', instead: 'greylist', rule: 'code/451-4.7' }
  const basic = BASIC_CODES[reply.code]
  if (basic === undefined && detail?.startsWith('7.') === true) return { symptom: 'policy.other', rule: 'code/5.7' }
  return basic === undefined ? { symptom: 'unknown', rule: 'none' } : { symptom: basic, rule: `code/${reply.code}` }
}

/** Exchange sets what the host behind it met beside that host's name, with a code of its own: `554 5.4.0 <mx.example.org #4.4.1>`. */
const INNER = /#([45]\.\d{1,3}\.\d{1,3})(?![.\d])/

function innerMeaning({ lines }: Reply): Symptom | undefined {
  const inner = INNER.exec(lines.join(' '))?.[1]
  return inner === undefined ? undefined : statusMeaning({ enhanced: inner as EnhancedCode })
}

/** `550-Mailbox unknown`: the dash says that another line follows (RFC 5321 §4.2.1), and is no part of a word. */
const LINE_GOES_ON = /((?:^|\s)[45]\d\d)-(?=\S)/g

/** `not allowed...bob@example.org`: no address holds dots in a row (RFC 5321 §4.1.2), so the sentence ends before one. */
const ELLIPSIS = /\.{2,9}(?=\w)/g

const IPV4 = /(?<![\w.-])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)/g
