import { saysStood, tellsFault } from '../tls/statements.ts'
import { speaksOfTls } from '../tls/signs.ts'
import type { Words } from '../words.ts'

/** What is said of a handshake, a certificate or a policy with which all was well. */
const WELL =
  /\b(?:ok|okay|succe(?:ss(?:ful(?:ly)?)?|eded)|established|complete[d]?|verified|match(?:e[sd])?|valid|trusted|passed|negotiated|agreed|resumed|renewed)\b/i
/** What was to be, or was so in part. */
const RESERVED =
  /\b(?:before|until|never|only|will|should|must|would|expect\w{0,3}|instead|but|however|although|though|yet|then|nothing|below|than|silen\w{0,2}|stall\w{0,2}|stuck|froze|quiet)\b|disconnect/i
/** A reply that refuses, anywhere. */
const REFUSAL = /(?:^|[^\w.])[45]\d\d(?:[ -]|$)/m
/** Faults that are said to be none: `0 failures`, `without an error`, `no renegotiation`. */
const NO_FAULTS =
  /\b(?:no|0|zero|without(?: an?| any)?|never an?|not? any)[ :](?:[\w-]{1,20} ){0,2}?(?:errors?|failures?|failed|problems?|warnings?|alerts?|renegotiation|timeouts?)\b|\b(?:errors?|failures?|failed|warnings?)(?: ?[:=] ?| )0\b/gi

/** True when a text about TLS says that something went well, and nothing else: no word of a fault, and no refusal. */
export function isTlsSuccess(words: Words): boolean {
  if (!speaksOfTls(words)) return false
  const { raw, lower } = words
  const text = lower.replace(NO_FAULTS, ' ')
  if (RESERVED.test(text) || (!WELL.test(text) && !saysStood(raw))) return false
  return !tellsFault(text) && !REFUSAL.test(raw)
}
