import { alternatives } from '../../base/alternatives.ts'
import { withoutOtherLines } from '../report/other-matter.ts'
import { isCatalogue } from './catalogue.ts'
import { countMended } from './mended.ts'
import { sentencesOf } from './sentences.ts'
import { toldOf } from './told.ts'
import { tongueOf } from './tongues.ts'
import { withoutUnasserted } from './unasserted.ts'

/** `no lost connections`, `0 timeouts`, `without any errors`, `never had a timeout`. */
const NONE = alternatives(
  {
    quoted: /\bno more ["“'][^"”'\n]{3,60}["”']/,
    german: /\b(?:keine|keinerlei) (?:verbindungs)?(?:abbrüche|timeouts|fehler|probleme|abbruch)\b/,
    french: /\bplus (?:aucune?|de) (?:coupures?|erreurs?|problèmes?|timeouts?)\b/,
    spanish: /\b(?:no hay|no hubo|sin) más (?:cortes|errores|problemas)\b/,
    italian: /\b(?:nessun[ao]?|più nessun[ao]?) (?:interruzion[ei]|error[ei]|problem[ai])\b/,
    neverHad:
      /\bnever (?:had|have|has|saw|seen?|got|experienced) (?:[\w-]{1,20} ){0,3}(?:time-?outs?|errors?|disconnects?|drops?|resets?|problems?|issues?)\b/,
    neverLost:
      /\bnever (?:loses?|lost|drops?|dropped) (?:[\w-]{1,20} ){0,3}(?:connections?|messages?|mails?|e-mails?)\b/,
    neverDown: /\bnever (?:goes|go|went) down\b/,
    // Repeated without a bound: the engine writes out bounds of two and three, copy within copy, which takes four times as long to compile.
    // A name server's answer without records has this name.
    noTrouble:
      /(?<!\bcode = "?|\bfound: "?)\b(?:no|without(?: any)?) (?:(?:connection|network|smtp|mail|delivery|further|more|other|single) )*(?:problems?|issues?|errors?|time-?outs?)\b(?:,? (?:and|or|nor) (?:no )?(?:problems?|issues?|errors?|time-?outs?|resets?|drops?|disconnects?|refusals?|failures?)\b)*/,
    noneWasLost:
      /(?<![\d.])\b(?:no|0|zero) (?:connection|session)s? (?:(?:was|were|is|are|has been|have been|gets?|got) )?(?:lost|dropped|closed|reset|refused|cut)\b/,
    noLost:
      /(?<![\d.])\b(?:no|0|zero|without any|no more) (?:lost|dropped|refused|failed|broken|deferred|closed) (?:connections?|sessions?|mails?|messages?)\b/,
    noDrops: /(?<![\d.])\b(?:no|0|zero|without any|no more) (?:timeouts|disconnects|drops|resets|rejections)\b/,
  },
  'gi',
)

/** Who does something else, where no preposition makes it a part of what was said. */
const SUBJECT = String.raw`(?<!\b(?:in|for|since|during|over|on|at|with|of|by|from|to|about|via|through|regarding|concerning|after|as)) (?:the|it|they|we|i|our|my|their|es|er) `

/** What is said of a failure that was none, up to a mark, a turn or another subject: `no timeouts in the last 24 hours`, `no errors until the relay hung up`, `no error message it just hangs up`. */
const NONE_AND_REST = new RegExp(
  String.raw`(?!without|sin)(?:${NONE.source})(?:(?! (?:until|before|but|then|when|while|except|and|though|bis|aber|und|mais|et|pero|y|ma|e|mas|just|only|instead|nur|sondern|stattdessen|-{1,2}|\u2013) |\u2014|${SUBJECT})[^,;:.!?\n]){0,120}`,
  'gi',
)

/** What the system says of an error without a number, behind the failure: `disconnected: Success`, `read failed: No error`. */
const NO_ERROR =
  /(?<=\b(?:disconnected|failed|failure|error|closed|lost|reset|eof|timeout|timed out|refused|connect|read|write|recv|send)(?:\(\))?:) (?:(?:great )?success|no error|undefined error: 0)\b/gi

/** The heading of a list of changes. */
const CHANGES = /^#{1,4} (?:fixed|added|changed|removed|bug ?fixes|features|improvements|changelog|release notes)\s*$/im

/**
 * What a text tells of events that are not over: it may hold the words of a failure and tell of none. Left out are faults that are said to be none, what is
 * mended by now, what befell other lines than that of a mail session, and all that nothing shows to have happened. Empty when nothing is left.
 */
export function eventsIn(text: string): string {
  if (CHANGES.test(text) || isCatalogue(text)) return ''
  const some = text.replaceAll(NO_ERROR, '').replaceAll(NONE_AND_REST, '').replaceAll(NONE, '')
  const sentences = sentencesOf(some)
  const mended = countMended(sentences.map(({ text: sentence }) => sentence))
  const tongue = tongueOf(some)
  const told = new Set(toldOf(sentences.slice(mended), some, tongue).map((at) => at + mended))
  if (told.size === 0) return ''
  let rest = ''
  let from = 0
  for (const [at, sentence] of sentences.entries()) {
    rest += some.slice(from, sentence.start)
    if (told.has(at))
      rest += withoutOtherLines(sentence.isRecord ? sentence.text : withoutUnasserted(sentence.text, tongue))
    from = sentence.start + sentence.text.length
  }
  return (rest + some.slice(from)).trim()
}
