import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/**
 * Sentences that hold the words of a failure and report none: what somebody wants to know or means to set, what would happen or ought to,
 * what went well. They are taken out before a text is read for what befell a session.
 */

/** Asks how things are done or what a word means, of no session in particular. `Why does it close …?` is a report and stays. */
const QUESTION =
  /^(?:(?:how|what|which|where)\b(?! (?:happens|is going on|is wrong))|(?:is|are) there\b|is it (?:safe|ok|okay|better|possible to|recommended|necessary|required)\b|(?:should|shall|may|must|do|can) (?:i|we|one)\b|can (?:someone|anyone|you) (?:explain|tell)|(?:wie|welche[rsn]?|wo|soll(?:te)?|kann|darf) |(?:comment|quelle?s?|faut-il|puis-je|peut-on|où) |¿? ?(?:cómo|como|qué|cuál|dónde|puedo|se puede) |(?:come|quale|posso|devo|dove|qual) |(?:hoe|welke|kan ik|moet ik|waar) |(?:jak|który|która|czy|gdzie) |(?:как|какой|какая|где|можно ли|нужно ли) )/i
/** Asked in tongues that put the question behind. */
const QUESTION_BEHIND = /(?:方法を教えて|教えてください|どうすれば|どのように|怎么(?:设置|修改|办)|如何)/

/** `If you see …`, `To test, …`, `When the connection is refused, make sure …`: advice about what may come. */
const ADVICE =
  /^(?:(?:if|when|whenever|in case|unless|once) (?:you|your|the|an?|this|that|no|it)\b(?!.{0,200}\b(?:i|we|our|my|us)\b)[^\n]{0,200}(?:,|;| then) ?(?:then )?(?:you|your|check|make|try|the client (?:should|must)|please|increase|set|use|ask|contact|be sure|verify|it (?:is|means|may))|to (?:test|check|verify|fix|avoid|prevent|debug|reproduce)\b|(?:troubleshooting|tip|hint|note|faq|example|changelog|release notes?)\b[^\n]{0,40}:|(?:set \S{3,60} to|(?:increase|raise|lower|reduce) (?:the|your)|make sure|you can (?:raise|lower|increase|set|change|find|use)) )/i

/** What a setting or a word is for: `The … parameter sets the time limit …`, `Timeout: how long to wait …`. */
const DEFINITION =
  /^(?:(?:the|this|an?) )?(?:[\w.-]{1,60} ){0,4}(?:parameter|option|setting|directive|variable|property|value|field|reply|status|code)s? (?:[\w.-]{1,60} )?(?:sets?|defines?|specif(?:y|ies)|controls?|limits?|determines?|means|says|tells)\b|^[\w -]{1,30}: how (?:long|many|often)\b|^rfc ?\d{3,4}\b/i

/** A change to a program, and a test of one. */
const CHANGE =
  /^(?:(?:feat|fix|chore|docs|refactor|perf|test|build|ci|revert)(?:\([\w./-]{1,30}\))?!?: |(?:fixed|fixes|adds?|added|removed?|changed|improved?) (?:an? |the |support|retry|handling)|(?:it|test|describe|should|expect)\(["'`])/i

/** What somebody intends, and what has to be done by a date to come. */
const PLAN =
  /^(?:we|i) (?:plan|intend|want|would like|are going|am going|are planning)\b|\b(?:must|ha(?:s|ve) to|needs? to)\b[^\n]{0,120}\b(?:before|by|until|from|as of|after) (?:the end of|next|\d{1,4}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i

/** A program tells what it does itself, and names no reason: `INFO Closing SMTP connection pool`. */
const OWN_ACTION =
  /^(?:\W{0,3}(?:info|debug|trace)\W{1,3})?(?:[\w.-]{1,30}: )?(?:closing|disconnecting|releasing|shutting down) (?:(?:the|all|idle|pooled|cached|smtp|mail) ){0,4}(?:connections?|connection pool|pool|sessions?|transport)\.?$/i

/** A server's own count of its clients, not over any limit. */
const STATISTICS = /^(?:statistics: )?(?:max )?(?:connection|message|recipient|auth) (?:rate|count|cache size) \d/i

/** It went well, or goes well again. */
const SUCCESS =
  /^(?:solved|resolved|fixed)\b(?=[:!,.]| it| by)|\b(?:closed|disconnected|terminated|ended) (?:normally|cleanly|properly|after \d{1,6} (?:messages?|mails?|e-?mails?|deliveries))\b|\b(?:is|are|was|were) (?:back (?:online|up|to normal)|reachable again|available again|up again)\b|\b(?:outage|maintenance|incident|downtime|problem)s?\b[^\n]{0,60}\b(?:is|are) over\b|\bworks? (?:again|now|fine now)\b|\b(?:test|check) (?:successful|passed|succeeded|ok)\b|^(?:the |your )?(?:e-?mail|message|mail|connection|report)s? (?:was |were |has been )?(?:sent|delivered|queued|established) (?:successfully|ok)\b(?!.{0,200}\b(?:but|then|however)\b)/i

const SIGNS = [QUESTION_BEHIND, ADVICE, DEFINITION, CHANGE, PLAN, OWN_ACTION, STATISTICS, SUCCESS]

/** `no lost connections`, `0 timeouts`. */
const NONE =
  /\b(?:no|0|zero|without any|no more) (?:(?:lost|dropped|refused|failed|broken|deferred|closed) (?:connections?|sessions?|mails?|messages?)|(?:timeouts|disconnects|drops|resets|rejections))\b/gi

/** Where a sentence ends: a full stop that a capital or a quotation follows, or the line. */
const BETWEEN = /(?<=[.!?。？])\s{1,8}(?=[\p{Lu}\p{Lo}¿¡"'])|\n/u

/** A reply or a quoted message is what a question asks about. */
const QUOTES = /["'“„«][^"'”“»]{8,200}["'”“»]|\b[245]\d\d[ -][245]\.\d/

/** A text of more sentences is a page, and is read as it stands. */
const MOST_SENTENCES = 40

/** The text without the sentences that report nothing; empty when none reports. */
export function withoutRemarks(text: string): string {
  if (text.length > 4_000) return text
  const some = text.replaceAll(NONE, '')
  const sentences = some.split(BETWEEN)
  if (sentences.length > MOST_SENTENCES) return text
  const kept = sentences.filter((sentence) => !isRemark(sentence.trim()))
  return kept.length === sentences.length ? some : kept.join('\n').trim()
}

function isRemark(sentence: string): boolean {
  if (sentence === '') return false
  if (/[?？]$/.test(sentence) && QUESTION.test(sentence)) return !QUOTES.test(sentence)
  return SIGNS.some((sign) => sign.test(sentence))
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
