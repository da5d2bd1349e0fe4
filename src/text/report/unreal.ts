import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** `connections will be refused`, `the server may close it`: what a modal verb says does not happen now, and what is not fatal ends nothing. */
const UNREAL =
  /\bnon-?fatal error\b[^\n]{0,80}| (?:will|would|may|might) (?:not )?(?:be |have |automatically |then |also |only |always |never )*\w{2,20}(?: or \w{2,20})?/gi
/** A number that a time limit is set to: `timeout=30`, `"timeout": 30`, `connect timeout set to 10s`; the dates of a certificate: `expire date: Jan 30 …`. */
const SET =
  /\b(?:start|expire|expiry|expiration|activation) date(?:: [^\n]{0,40}| ok\b)|\b(?:infinite|no) time-?out\b|\b(?:[\w.]{0,60}_?)?time-?out["']?\)?\s?(?:=|:|,|(?:is )?set to)\s?["']?\d{1,9}(?:ms|s|m)?\b/gi

/** What is done with a time limit: `raise the SMTP timeout from 10 to 60 s`. */
const ADJUSTED =
  /\b(?:rais|increas|extend|lower|reduc|decreas|shorten|chang|adjust|configur|set|doubl)(?:e|es|ed|ing|s|ting)? (?:(?!to\b|after\b|until\b|when\b)[\w'-]{1,20} ){0,4}time-?outs?\b(?: (?:value|limit|setting)s?)?(?: from [\w.]{1,10}(?: [a-z]{1,8})?)?(?: to [\w.]{1,10}(?: [a-z]{1,8})?)?/gi

/** The words without time limits that are only set, and without dates that only stand there. */
export function withoutSettings(words: Words): Words {
  return without(without(words, SET), ADJUSTED)
}

/** The words without what did not happen. */
export function withoutUnreal(words: Words): Words {
  return without(words, UNREAL)
}

function without(words: Words, pattern: RegExp): Words {
  const rest = words.raw.replaceAll(pattern, ' ')
  return rest === words.raw ? words : wordsOf(rest)
}
