import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** `connections will be refused`, `the server may close it`: what a modal verb says does not happen now, and what is not fatal ends nothing. */
const UNREAL =
  /\bnon-?fatal error\b[^\n]{0,80}| (?:will|would|may|might) (?:not )?(?:be |have |automatically |then |also |only |always |never )*\w{2,20}(?: or \w{2,20})?/gi
/** An option of PHP's (`'allow_self_signed' => true`) or a field that says which TLS was wanted (`tlsmode=requiredstarttls`); a number that a time limit is set to: `timeout=30`, `"timeout": 30`, `connect timeout set to 10s`; the dates of a certificate: `expire date: Jan 30 …`. */
const SET =
  /'\w{2,40}' => (?:true|false|\d{1,9})\b|\b(?:start)?tls[_-]?(?:mode|policy|level)=\w{1,40}\b|\b(?:start|expire|expiry|expiration|activation) date(?:: [^\n]{0,40}| ok\b)|\b(?:infinite|no) time-?out\b|\b(?:[\w.]{0,60}_?)?time-?out["']?\)?\s?(?:=|:|,|(?:is )?set to)\s?["']?\d{1,9}(?:ms|s|m)?\b/gi

/** What is done with a time limit: `raise the SMTP timeout from 10 to 60 s`. */
const ADJUSTED =
  /\b(?:rais|increas|extend|lower|reduc|decreas|shorten|chang|adjust|configur|set|doubl)(?:e|es|ed|ing|s|ting)? (?:(?!to\b|after\b|until\b|when\b)[\w'-]{1,20} ){0,4}time-?outs?\b(?: (?:value|limit|setting)s?)?(?: from [\w.]{1,10}(?: [a-z]{1,8})?)?(?: to [\w.]{1,10}(?: [a-z]{1,8})?)?/gi

/** A time limit as a thing and not as an event: how long it is, what it is called, what deals with it. */
const LIMIT_ITSELF =
  /\b(?:(?:default|standard|connect(?:ion)?|read|write|idle|session|command|reply) ){0,2}time-?outs? (?:of|von|de|di|van) (?:\d|an? |one|two|three|five|ten|thirty|sixty|ein|zwei|drei|fünf|zehn|dreißig|un|deux|trois|cinq|dix|dos|tres|cinco|diez|due|tre|cinque|dieci)(?![^\n]{0,24}(?:exceed|reach|expir|elaps|überschritt|dépass|abgelaufen|hits?\b|strikes|runs? out|ran out|passed))[^\s,.]{0,12}|\b(?:default|standard)[- ]?time-?outs?\b|\btime-?out (?:handling|settings?|values?|options?|parameters?|polic(?:y|ies))\b|[,(;] ?time-?out:? -?\d{1,7} ?(?:ms|s|secs?|min)?(?=[,);]|\s{0,4}(?:\n|$))|\b(?<!\b(?:returned|returns|returning|got|raised|failed with|error:?|status:?|code:?|result:?) )(?!socket\.|\w{0,40}err|\w{0,30}handshake_time-?out\b(?!["']?\s?[=:,)]))[a-z]{2,20}(?:[._][a-z]{2,20}){0,3}[._]time-?out\b(?!\(| (?:waiting|reading|exceed|error|expired|reached|after|while)|['"]?[,})]|:? (?:timed|the read))/gi

/** The words without time limits that are only set, and without dates that only stand there. */
export function withoutSettings(words: Words): Words {
  return [SET, ADJUSTED, LIMIT_ITSELF].reduce(without, words)
}

/** The words without what did not happen. */
export function withoutUnreal(words: Words): Words {
  return without(words, UNREAL)
}

function without(words: Words, pattern: RegExp): Words {
  const rest = words.raw.replaceAll(pattern, ' ')
  return rest === words.raw ? words : wordsOf(rest)
}
