import type { EnhancedCode, Reply } from '../domain/reply.ts'
import { PORT_WORD } from './port-words.ts'

/** A reply found inside a text, and where. */
export interface FoundReply {
  readonly reply: Reply
  readonly at: number
  /** A number that words or an enhanced code mark as a reply's; otherwise it may be a count or a name. */
  readonly isCertain: boolean
}

// A code stands at the start or after a blank or an opening sign, and is followed by a dash, a blank or the end.
// The second digit is 0 to 5 (RFC 5321 §4.2.1), and where servers invent codes of their own 6 or 7.
const CODE = /(?:^|[\s"'(>:;[<=,|])(2[0-35]\d|[45][0-7]\d)(?=[-\s:,;.)"'\]]|$)/g
// `421 seconds`, `250 messages` are counts.
const COUNT =
  /^\s(?:s|ms|sec\w{0,4}|min\w{0,4}|hours?|days?|bytes?|octets|[km]i?b|messages?|mails?|e-?mails|recipients?|connections?|times|attempts|characters|per|of|and|or|to|bits?|lines?)\b/i
// Things that people count, and verbs with which they explain a code, also at the beginning of a line.
const THINGS =
  /^\s(?:files(?! of)|people|persons|users|units|pages?|degrees|euros?|dollars|items|years|km|miles|percent|%|kg|students|houses|points|guests|copies|means|indicates|signifies|stands for|bedeutet|signifie|significa|indique|betekent|oznacza)\b(?! (?:unknown|not|is|has|over|quota|account|disabled|mailbox))/i
const ENHANCED = /(?:^|[\s"'(#<[:;,=-])([245])\.(\d{1,3})\.(\d{1,3})(?![\d]|\.\d)/g

/**
 * Finds the first SMTP reply in a text and joins its lines, also where an MTA has written them in one line
 * (`550-5.1.1 text 550 5.1.1 text`). Finds nothing in numbers that are counts or parts of addresses.
 */
export function findReply(text: string): FoundReply | undefined {
  CODE.lastIndex = 0
  let best: { code: number; at: number; end: number; score: number } | undefined
  for (let match = CODE.exec(text), tries = 0; match !== null && tries < 40; match = CODE.exec(text), tries += 1) {
    const digits = match[1] ?? ''
    const end = match.index + match[0].length
    const rest = text.slice(end, end + 24)
    CODE.lastIndex = end
    const before = text.slice(Math.max(0, end - 68), end - 3)
    // The first octet of an address, or of one in a name: `217-208-2-63.example.net`.
    if (/^\.\d|^-\d{1,3}-\d/.test(rest)) continue
    // HTTP's; no SMTP reply has them (RFC 5321 §4.2.3).
    if (digits === '200' || digits === '201' || digits === '204') continue
    if (THINGS.test(rest) || OF_WEB.test(before)) continue
    if (ROUGHLY_BEFORE.test(before) && !FOLLOWED_BY_ENHANCED.test(rest)) continue
    if (/^(?:40[1-9]|429)/.test(digits) && OF_HTTP.test(before)) continue
    if (isPort(before) && !FOLLOWED_BY_ENHANCED.test(rest)) continue
    // The ports of submission: no reply has such a code.
    if ((digits === '465' || digits === '587') && !FOLLOWED_BY_ENHANCED.test(rest)) continue
    if (OF_QUEUE.test(rest) || isSourceLine(before, rest) || MESSAGE_NUMBER.test(before) || CLOCK_BEFORE.test(before))
      continue
    if (isMentioned(digits, before, rest) || EXIT_STATUS.test(before) || QUANTITY.test(before)) continue
    if (FIELD_BEFORE.test(before) && FIELD_BEHIND.test(rest)) continue
    if (
      end > 3 &&
      !/^\s[A-Z][a-z]/.test(rest) &&
      !/[:"'(]\s?$/.test(text.slice(Math.max(0, end - 5), end - 3)) &&
      COUNT.test(rest)
    )
      continue
    const start = end - 3
    const score = likeness(rest, start, digits, text)
    if (best === undefined || score > best.score) best = { code: Number(digits), at: start, end, score }
    if (score >= 3) break
  }
  if (best === undefined || best.score <= 0) return undefined
  return {
    reply: replyFrom(untilDialogue(text.slice(best.at)), best.code),
    at: best.at,
    isCertain: best.score > 1 || !/[\p{L}\d] $/u.test(text.slice(Math.max(0, best.at - 2), best.at)),
  }
}

/** What begins with a reply, up to where a program shows the session behind it: `>>> EHLO laptop`. */
export function untilDialogue(text: string): string {
  const shown = /^\s{0,4}[245]\d\d[ -]/.test(text) ? text.search(/\n(?:>>>|<<<) /) : -1
  return shown === -1 ? text : text.slice(0, shown)
}

/** `HTTP/1.1 503`, `method=POST path=/api/test status=500`: what a web server answered to whoever asked it to send a mail. */
const OF_WEB = /http\/[\d.]{1,3}"? $|\b(?:method|path|uri|url)=["']?[\w/][^\s"']{0,60}["']? status(?:_?code)?=["']?$/i

/** A proxy that was asked for a line to somewhere answers with HTTP's codes. */
const OF_HTTP = /\b(?:http|proxy)\b/i

/** A number that somebody counts up to: `nach genau 500 Mails`, `more than 450 messages`. */
const ROUGHLY_BEFORE =
  /\b(?:genau|ungefähr|etwa|rund|mehr als|exactly|about|approximately|more than|at most|up to|superas|superar|más de|hasta|plus de|environ|più di|circa|mais de|meer dan|ponad|более) $/i

/** Python's logging sets a comma before the milliseconds: `22:50:46,535`; and English one between thousands. */
const CLOCK_BEFORE = /\d:[0-5]\d:[0-6]\d,$|(?<![\d,.:-])\d{1,3},$/

const FOLLOWED_BY_ENHANCED = /^[- ]#?[245]\.\d{1,3}\.\d/

const PORT_BEFORE = new RegExp(
  String.raw`(?:\d|\]|[a-z\d-]\.[a-z]{2,24}):$|${PORT_WORD}(?: number)?[ =:"']{0,3}$`,
  'iu',
)

/** `203.0.113.9:587`, `[192.0.2.1]:465`, `mx.example.org:587`, `port 465`, `port=587`: no reply. */
function isPort(before: string): boolean {
  return PORT_BEFORE.test(before)
}

/** `mailq` and `exim -bp` set the size of a message before the day on which it came, or before its id. */
const OF_QUEUE = /^\s(?:(?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3} [ \d]\d [\d:]|[a-z\d]{6}-[a-z\d]{6,11}-[a-z\d])/i

/** `TLS alert, handshake failure (552):`: curl shows OpenSSL's own number of a message of the handshake. */
const MESSAGE_NUMBER = /\btls (?:alert|handshake), [\w -]{1,40}\($/i

/** `time: 431 status: …`: a number that a record sets behind the name of a field. */
const FIELD_BEFORE = /\b(?:time|mid|\w{0,12}id|size|elapsed|duration|port|line): $/i
const FIELD_BEHIND = /^ [a-z_]{2,20}: /i

/** `bits=256`, `size=421`: the field says what is counted; `msgid=411`, `pid=550`: or what is numbered. */
const QUANTITY = /(?:\b(?:bits|bytes|octets|size|len(?:gth)?|count|nrcpts?|lines?|delay|seconds|ms)|[a-z_-]id)=["']?$/i

/** `X-Unix; 255`: the status that a delivery program left with (RFC 3464 names the type); what a call of IBM's System SSL returned. */
const EXIT_STATUS = /\bunix ?; ?$|\b(?:gsk_\w{2,40}|ttls error) rc ?[:=] ?$/i

const LAST_CAME = /\b(?:last|previous) (?:smtp )?(?:reply|response|answer|received|line|got)(?: was)?[:=]? ?["'`(]?$/i
const NEVER_CAME = /^ (?:to|for|after) [A-Za-z ]{2,12} (?:missing|never|absent|over)/

/** `never sent its 220 banner`, `waiting for 354 response`: a reply that was hoped for is none that came. */
function isMentioned(digits: string, before: string, rest: string): boolean {
  // `last reply "220 …"`, `250 to RCPT missing`: what came before the end, and what never came.
  if (/^[23]/.test(digits) && (LAST_CAME.test(before) || NEVER_CAME.test(rest))) return true
  return (
    digits.startsWith('2') &&
    /(?:^|[^a-z])(?:its|the|an?|any|no|initial|final|further|first|expected|expecting|wants|wanted|awaits|awaiting|for|without|not|after|until|past) (?:: )?$/i.test(
      before,
    ) &&
    !FOLLOWED_BY_ENHANCED.test(rest)
  )
}

/**
 * The line or column of a source file: `ssl/ssl3_record.c:252:`, `node:events:536:35`, `smtp.js:250:12`, `client.go:421)`, `StreamBuffer.php(232)`;
 * and the numbers of an OpenSSL without its texts, `SSL routines:func(442):reason(410)`.
 */
function isSourceLine(before: string, rest: string): boolean {
  if (/(?:\w\.[a-z]{1,4}|\b(?:lib|func|reason))\($/i.test(before) && rest.startsWith(')')) return true
  return (
    /(?:\w\.[a-z]{1,4}|makefile|\bnode:[\w/]{1,60}):(?:\d{1,6}:)?$/i.test(before) &&
    /^(?:[:)]|\s*$|\s\w{2,20}\()/.test(rest)
  )
}

/** How much a number looks like a reply code: an enhanced code of its class, or a line of words, follows. */
function likeness(rest: string, start: number, digits: string, text: string): number {
  const codeClass = digits.charAt(0)
  // `[451] 4.3.0 …`: some programs set the code in brackets.
  const enhanced = /^(?:\] ?|[-\s:]{1,2})#?([245])\.\d{1,3}\.\d{1,3}/.exec(rest)
  if (enhanced !== null) return enhanced[1] === codeClass ? 4 : 3
  if (start === 0) return 3
  if (/^-\S/.test(rest)) return 3
  // A number at the end of a line of words is a count or a name (`part 250`).
  if (/^[ \t]*\n/.test(rest) && /[a-z\d] $/i.test(text.slice(Math.max(0, start - 2), start))) return 0
  if (
    /^\s/.test(rest) &&
    /(?:said|error|smtp|code|response|status|reply|responded|host)[:;=]?\s?["'(]?$/i.test(
      text.slice(Math.max(0, start - 24), start),
    )
  )
    return 2
  // `the server sent 421 Idle timeout`.
  if (
    /^(?:421|45\d|55\d)/.test(digits) &&
    /^ [A-Za-z]/.test(rest) &&
    ANSWERED_WITH.test(text.slice(Math.max(0, start - 48), start))
  )
    return 2
  if (
    /^[\])]/.test(rest) &&
    /(?:^|error|code|status|reply|response) ?[[(]$/i.test(text.slice(Math.max(0, start - 12), start))
  )
    return 2
  // A field of a program's own: `code: 421, message: …`; of the codes that no web server has.
  if (
    /^(?:421|45\d|53\d|55\d)/.test(digits) &&
    /^[,;)\]]/.test(rest) &&
    /\bcode["']?[:= ]{1,3}["'(]?$/i.test(text.slice(Math.max(0, start - 12), start))
  )
    return 2
  if (/^[\s-]+[#A-Za-z<[(*"'{]/.test(rest)) return 1
  if (/^[-:.)\s]/.test(rest) && /[:;"'(]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return 1
  // `SMTP code: 421`, and nothing more.
  if (
    /^(?:421|45\d|55\d)/.test(digits) &&
    rest.trim() === '' &&
    /\bsmtp(?: error| status| reply)? code:? $/i.test(text.slice(Math.max(0, start - 24), start))
  )
    return 2
  // No other protocol has it, and no text stands behind it where a program tells it by itself.
  if (
    digits === '535' &&
    rest.trim() === '' &&
    /\b(?:error|code|status|reply|response) $/i.test(text.slice(Math.max(0, start - 12), start))
  )
    return 1
  return rest.trim() === '' && start > 0 && /(?:[:;]\s|["'(=])$/.test(text.slice(Math.max(0, start - 2), start)) ? 1 : 0
}

/** An end of the line that answers, right in front of a code. */
const ANSWERED_WITH =
  /\b(?:server|peer|remote|host|mx|relay|it|they)(?: has| then)? (?:sent|sends|answered|answers|replied|replies|responded|returned|greeted)(?: us)?(?: with)?(?: an?)? ["'(]?$/i

function replyFrom(text: string, code: number): Reply {
  const mark = String(code)
  const lines: string[] = []
  let rest = text
  // Each continuation repeats the code, with a dash or a blank behind it.
  for (let count = 0; count < 100; count += 1) {
    const body = rest.slice(mark.length + 1)
    const next = nextLine(body, mark)
    if (next === -1) {
      lines.push(body.trim())
      break
    }
    lines.push(body.slice(0, next).trim())
    rest = body.slice(next).trimStart()
  }
  const enhanced = enhancedIn(text, Math.floor(code / 100))
  const stripped = lines.map((line) => line.replace(/^[#(]?[245]\.\d{1,3}\.\d{1,3}[):]?(?:\s|$)/, '').trim())
  return { code, lines: stripped.slice(0, 100), ...(enhanced !== undefined && { enhanced }) }
}

function nextLine(body: string, mark: string): number {
  for (let from = 0; ;) {
    const at = body.indexOf(mark, from)
    if (at === -1) return -1
    const before = at === 0 ? '\n' : body.charAt(at - 1)
    const after = body.charAt(at + mark.length)
    if (/\s/.test(before) && (after === '-' || after === ' ')) return at
    from = at + mark.length
  }
}

/** The first enhanced code of the class, else the first of any class; never a part of an address or a version. */
export function enhancedIn(text: string, codeClass?: number): EnhancedCode | undefined {
  ENHANCED.lastIndex = 0
  let other: EnhancedCode | undefined
  for (
    let match = ENHANCED.exec(text), tries = 0;
    match !== null && tries < 20;
    match = ENHANCED.exec(text), tries += 1
  ) {
    const found = `${Number(match[1]) as 2 | 4 | 5}.${Number(match[2])}.${Number(match[3])}` as const
    if (codeClass === undefined || Number(match[1]) === codeClass) return found
    other ??= found
  }
  return other
}
