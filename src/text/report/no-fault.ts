import { alternatives } from '../../base/alternatives.ts'
import { plainSpeech } from '../tls/plain-speech/plain-speech.ts'
import { speaksOfTls } from '../tls/signs.ts'
import { saysStood, tellsFault } from '../tls/statements.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** What is said of a handshake, a certificate or a policy with which all was well. */
const WELL =
  /\b(?:ok|okay|succe(?:ss(?:ful(?:ly)?)?|eded)|established|complete[d]?|verified|match(?:e[sd])?|valid|trusted|passed|negotiated|agreed|resumed|renewed|supports|offered|enabled|works)\b|\busing (?:tls|ssl)/i
/** What was to be, or was so in part. */
const RESERVED =
  /\b(?:before|until|never|only|will|should|must|would|expect\w{0,3}|instead|but|however|although|though|yet|then|nothing|below|than|silen\w{0,2}|stall\w{0,2}|stuck|froze|quiet)\b|disconnect/i
/** A reply that refuses, anywhere but in the milliseconds of a time. */
const REFUSAL = /(?:^|[^\w.])(?<!\d,)(?!465|587)[45]\d\d(?:[ -]|$)/m
/** Faults that are said to be none: `0 failures`, `without an error`, `no renegotiation`. */
const NO_FAULTS =
  /\b(?:no|0|zero|without(?: an?| any)?|never an?|not? any)[ :](?:[\w-]{1,20} ){0,2}?(?:errors?|failures?|failed|problems?|warnings?|alerts?|renegotiation|timeouts?)\b|\b(?:errors?|failures?|failed|warnings?)(?: ?[:=] ?| )0\b/gi

/** What is rightly so: nobody asked for a certificate, old versions are off that nobody chose, nothing is skipped, a session says farewell, a failure was overridden. */
const AS_IT_SHOULD = alternatives(
  {
    noneAskedFor: /\bno client certificates? (?:was |were )?(?:requested|required|needed|asked for|set)\b/,
    notAskedFor: /\bclient certificate (?:was )?not (?:requested|required|needed)(?: and not sent)?\b/,
    notExpired: /\b(?:not|un)[ -]?expired\b/,
    nothingSkipped: /\binsecure\w{0,20}["']?[=:] ?(?:false|no|off|0)\b/,
    oldVersionsOff:
      /(?<!\b(?:requested|selected|chose|chosen|offered|proposed|negotiated) (?:protocol |version ){0,2})\b(?:ssl ?v?[23]|tls ?v?1(?:\.[01])?)(?:\.0)?(?:(?:,| and|, and) (?:ssl ?v?[23]|(?:tls ?v?)?1\.[01]))*:? (?:is |are )?(?:disabled|(?:switched |turned )?off|not offered|not enabled)\b/,
    farewell: /\balert (?:read|write)\W{1,3}warning\W{1,3}close notify\b/,
    farewellAsNumbers: /\balert\[1\|0\] - close notify - was (?:received|sent)\b/,
    ownOffer:
      /\b(?:our|this) (?:\w{1,16} ){0,2}(?:servers?|relays?|gateways?|hosts?) (?:offers?|supports?|accepts?|speaks?|uses?) (?:only )?tls ?v?1\.[23](?:[^.\n]|\.\d){0,40}/,
    overridden: /\bfailure overridden\b/,
    validity: /\bnot (?:valid )?(?:before|after):? \d[\d:. tz-]{6,30}/,
  },
  'gi',
)

/** True when a text about TLS says that something went well, and nothing else: no word of a fault, and no refusal. */
export function isTlsSuccess(words: Words): boolean {
  if (!speaksOfTls(words)) return false
  const { raw, lower } = words
  const text = lower.replace(AS_IT_SHOULD, ' ok ').replace(NO_FAULTS, ' ')
  if (RESERVED.test(text) || (!WELL.test(text) && !saysStood(raw))) return false
  return !tellsFault(text) && !REFUSAL.test(raw) && plainSpeech(wordsOf(text)) === undefined
}

/** What a receiver found out of a message that it took (RFC 8601): a field of its header, whose later lines begin with a blank. */
const RESULTS = /^\s{0,4}(?:arc-)?authentication-results:[^\n]*(?:\n[ \t][^\n]*)*$/i
const UNPASSED = /=\s?(?:fail|softfail|hardfail|reject|policy|temperror|permerror|quarantine)/i

/** True of the results of checks that a message passed, and nothing else. */
export function isPassedCheck({ raw }: Words): boolean {
  return RESULTS.test(raw) && !UNPASSED.test(raw)
}
