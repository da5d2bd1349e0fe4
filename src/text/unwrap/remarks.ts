import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { EVENT, IN_GENERAL, OF_ONES_OWN, QUESTION, QUESTION_IN_GENERAL, REMARKS } from './remarks.table.ts'

/** `no lost connections`, `0 timeouts`. */
const NONE =
  /\b(?:no|0|zero|without any|no more) (?:(?:lost|dropped|refused|failed|broken|deferred|closed) (?:connections?|sessions?|mails?|messages?)|(?:timeouts|disconnects|drops|resets|rejections))\b/gi

/** Where a sentence ends: a full stop that a capital or a quotation follows, or the line. */
const BETWEEN = /(?<=[.!?。？])\s{1,8}(?=[\p{Lu}\p{Lo}¿¡"'])|\n/u

/** A reply or a quoted message is what a question asks about. */
const QUOTES = /["'“„«][^"'”“»]{8,200}["'”“»]|\b[245]\d\d[ -][245]\.\d/

const BULLET = /^\s{0,8}[*•-] /

/** A text of more sentences is a page, and is read as it stands. */
const MOST_SENTENCES = 40

/** The text without the sentences that report nothing; empty when none reports. */
export function withoutRemarks(text: string): string {
  if (text.length > 4_000) return text
  const some = text.replaceAll(NONE, '')
  const sentences = some.split(BETWEEN)
  if (sentences.length > MOST_SENTENCES) return text
  const kept = sentences.filter((sentence) => !isRemark(sentence.replace(BULLET, '').trim()))
  return kept.length === sentences.length ? some : kept.join('\n').trim()
}

function isRemark(sentence: string): boolean {
  if (sentence === '') return false
  const isOwn = OF_ONES_OWN.test(sentence)
  if (/[?？]$/.test(sentence) && (QUESTION.test(sentence) || (!isOwn && QUESTION_IN_GENERAL.test(sentence))))
    return !QUOTES.test(sentence)
  if (isWithinLimit(sentence) || REMARKS.some((sign) => sign.test(sentence))) return true
  return !isOwn && !EVENT.test(sentence) && IN_GENERAL.some((sign) => sign.test(sentence))
}

/** `connection count: 14 (limit 100)`. */
const COUNTED =
  /\b(?:count|usage|connections|sessions)\b\W{0,3}(\d{1,9})\W{1,3}(?:limit|max|maximum|of|out of)\W{0,3}(\d{1,9})\b/i

function isWithinLimit(sentence: string): boolean {
  const counted = COUNTED.exec(sentence)
  return counted !== null && Number(counted[1]) < Number(counted[2])
}

/** `connections will be refused`, `the server may close it`: what a modal verb says does not happen now. */
const UNREAL =
  / (?:will|would|may|might) (?:not )?(?:be |have |automatically |then |also |only |always |never )*\w{2,20}(?: or \w{2,20})?/gi
/** A number that a time limit is set to: `timeout=30`, `"timeout": 30`, `connect timeout set to 10s`. */
const SET = /\b(?:[\w.]{0,60}_?)?time-?out["']?\)?\s?(?:=|:|,|(?:is )?set to)\s?["']?\d{1,9}(?:ms|s|m)?\b/gi

/** The words without time limits that are only set. */
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
