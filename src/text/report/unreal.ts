import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** `connections will be refused`, `the server may close it`: what a modal verb says does not happen now, and what is not fatal ends nothing. */
const UNREAL =
  /\bnon-?fatal error\b[^\n]{0,80}| (?:will|would|may|might) (?:not )?(?:be |have |automatically |then |also |only |always |never )*\w{2,20}(?: or \w{2,20})?/gi
/** A number that a time limit is set to: `timeout=30`, `"timeout": 30`, `connect timeout set to 10s`; the dates of a certificate: `expire date: Jan 30 …`. */
const SET =
  /\b(?:start|expire|expiry|expiration|activation) date(?:: [^\n]{0,40}| ok\b)|\b(?:infinite|no) time-?out\b|\b(?:[\w.]{0,60}_?)?time-?out["']?\)?\s?(?:=|:|,|(?:is )?set to)\s?["']?\d{1,9}(?:ms|s|m)?\b/gi

/** The words without time limits that are only set, and without dates that only stand there. */
export function withoutSettings(words: Words): Words {
  return without(words, SET)
}

/** The words without what did not happen. */
export function withoutUnreal(words: Words): Words {
  return without(words, UNREAL)
}

function without(words: Words, pattern: RegExp): Words {
  const rest = words.raw.replaceAll(pattern, ' ')
  return rest === words.raw ? words : wordsOf(rest)
}
