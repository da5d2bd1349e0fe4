import { mayBeWrapped } from '../wrapped.ts'

/** Lines of one text that are read; a debugging trace goes on for ever. */
const MOST_LINES = 2_000

/** Begins with the name of who speaks, `msmtp: `, `gnutls.c: [1] `, `Nov 28 18:04:10 mx postfix/smtp[12]: `: a statement of its own. */
const NAMED = /^[\w./-]{2,40}(?:\[\w{1,8}\])?: /
/** Goes on with the statement above it: indented, an inner exception, a frame, the reason in a line of its own. */
const GOES_ON =
  /^(?:\s|<|>|\.|[({])|^(?:caused by|inner|error|exception|traceback|reason|details?|\w{1,60}(?:Error|Exception))\b/i
/** Python's frames below it are source text: `ssl_handshake_timeout=ssl_handshake_timeout`. */
const TRACE = /^\W{0,8}Traceback \(most recent call last\)/

/** What was raised ends a trace, however deep whoever pasted it has set it. */
const RAISED = /^\s{0,12}(?:[a-z_]\w{0,40}\.){0,4}[A-Z]\w{0,60}(?:Error|Exception): /

/** The statements of a text of many lines: what is wrapped or nested is one, and sheets of properties and settings are none. */
export function statementsOf(text: string): readonly string[] {
  const statements: string[] = []
  let above = ''
  let inTrace = false
  for (const line of text.split('\n', MOST_LINES)) {
    inTrace = TRACE.test(line) || (inTrace && /^\s/.test(line) && !RAISED.test(line))
    if (inTrace) continue
    const last = statements.length - 1
    if (line.trim() !== '' && (saysStood(line) || (!isProperty(line) && !isPassing(line))))
      if (last >= 0 && goesOn(line, above)) statements[last] += `\n${line}`
      else statements.push(line)
    above = line
  }
  return statements
}

function goesOn(line: string, above: string): boolean {
  if (GOES_ON.test(line)) return true
  return mayBeWrapped(above) && /^[a-z]/.test(line) && !NAMED.test(line) && firstWord(line) !== firstWord(above)
}

/** Lines that begin alike are a list. */
function firstWord(line: string): string {
  return line.slice(0, Math.max(line.indexOf(' '), 0))
}

/** Words that tell of a fault, in a property's name or its value. */
const FAULT =
  /err|fail|alert|fatal|exception|could|can(?:no|.)t|unable|refus|reject|den(?:y|ied)|allow|\bno(?:t|ne|body)?\b|n't|invalid|illegal|inval|\bbad|wrong|mismatch|incorrect|expect|un(?:known|supp|recogni|suit|safe|trust|avail|accept|reach)|in(?:appropriate|secure|suffici|compatib|adequate)|legacy|expired|self[- ]?signed|tim(?:ed|e) ?out|closed|reset|abort|terminat|lost|drop|vanish|gone|(?<![a-z])too[ _]|requir|missing|lack|exceed|\beof\b|end of|revok|weak|corrupt|problem|violat|panic|oversized|\bh[au]ng|broken|disabl|obsolete|deprecat|http request|reason|status|code|message|said|returned -/i
/** A letter alone marks who speaks in a trace. */
const PROPERTY = /^\W{0,6}[a-z][\w .()/'-]{1,40}? ?(?::(?!\S{0,3}[/:])|=) ?([^\n]{0,200})$/i
/** A value that no fault has: a number, a switch, nothing. */
const PLAIN_VALUE =
  /^['"]?(?:\d{1,9}(?: ?\(?(?:s|ms|sec|secs|seconds|bits?|bytes|ok)\)?)?|on|off|yes|no|true|false|auto|none|ok|\(not set\)|not set|unset|null|default|)['"]?[,;]?$/i
/** A scanner's row of one version: `TLSv1.0   disabled`. */
const VERSION_ROW = /^\W{0,4}(?:ssl|tls) ?v?[\d.]{1,3}\s{1,12}(?:enabled|disabled|not vulnerable\b)/i
/** A value of so many words is a sentence. */
const MOST_WORDS = 6
/** `disabledAlgorithms: SSLv3, RC4, DH keySize < 1024`: what is allowed or forbidden, offered or known. */
const LIST = /[:=] ?[\w.<>&() -]{1,60}(?:,[\w.<>&() -]{1,60}){3,60}$/
const OF_AN_ERROR = /err|code|alert|reason|status/i

/** True when the words may tell of a fault. */
export function tellsFault(text: string): boolean {
  return FAULT.test(text)
}

/** That the handshake was over and well: what ends later ends the session. */
const STOOD =
  /\bhandshake (?:was |is )?(?:completed?|finished|successful|ok)\b|\b(?:ssl|tls) connection (?:using|established)|\bconnection (?:is now encrypted|upgraded)|\btls started\b|\b(?:ssl )?cipher(?: ?suite)? is (?!\W?none)|\bssl negotiation finished successfully|^connection established$|\bcertificate verify ok\b/i

const AWAITED =
  /\b(?:before|until|without|never|not|n't|wait\w{0,4})\b[^\n]{0,40}\b(?:handshake|connection|negotiation|tls)\b/i

/** True when the line says that the handshake succeeded. */
export function saysStood(line: string): boolean {
  return STOOD.test(line) && !AWAITED.test(line)
}

/** `Timeout : 7200 (sec)`, `tls_min_dh_prime_bits = (not set)`: what was set, agreed or shown, and no fault in it. */
function isProperty(line: string): boolean {
  if (VERSION_ROW.test(line) || LIST.test(line)) return true
  const found = PROPERTY.exec(line)
  if (found === null) return false
  const value = (found[1] ?? '').trim()
  if (value.split(' ', MOST_WORDS).length === MOST_WORDS) return false
  if (PLAIN_VALUE.test(value)) return !OF_AN_ERROR.test(line.slice(0, line.length - value.length)) && value !== ''
  return !FAULT.test(line)
}

const PASSING =
  /^\W{0,8}closing (?:the )?connection\b|\bnon-?fatal\b|\bin[ _]progress\b|\bus(?:es|ing) (?:the )?defaults?\b|\bfalling back\b|\bignoring\b|\((?:in|out)\), tls alert, close notify|\balert (?:read|write)\W{1,3}warning\W{1,3}close notify|\b(?:verification|status|dates?|name)\b[^\n]{0,60}\b(?:ok|skipped|matched)\W?$/i

/** What passed and changed nothing: `non-fatal error: Resource temporarily unavailable`, a check that was passed or left out, and the farewell of a session in a trace. */
function isPassing(line: string): boolean {
  return PASSING.test(line)
}
