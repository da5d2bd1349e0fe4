import { countMended } from './mended.ts'
import { EVENT, IN_GENERAL, OF_ONES_OWN, QUESTION, QUESTION_IN_GENERAL, REMARKS } from './moods.table.ts'
import { withoutOtherLines } from './other-matter.ts'
import { WRITINGS } from './writings.table.ts'

/** `no lost connections`, `0 timeouts`, `without any errors`, `never had a timeout`. */
const NONE =
  /\bno more ["“'][^"”'\n]{3,60}["”']|\b(?:keine|keinerlei) (?:verbindungs)?(?:abbrüche|timeouts|fehler|probleme|abbruch)\b|\bplus (?:aucune?|de) (?:coupures?|erreurs?|problèmes?|timeouts?)\b|\b(?:no hay|no hubo|sin) más (?:cortes|errores|problemas)\b|\b(?:nessun[ao]?|più nessun[ao]?) (?:interruzion[ei]|error[ei]|problem[ai])\b|\bnever (?:(?:had|have|has|saw|seen?|got|experienced) (?:[\w-]{1,20} ){0,3}(?:time-?outs?|errors?|disconnects?|drops?|resets?|problems?|issues?)|(?:loses?|lost|drops?|dropped) (?:[\w-]{1,20} ){0,3}(?:connections?|messages?|mails?|e-mails?)|(?:goes|go|went) down)\b|\b(?:no|without(?: any)?) (?:(?:connection|network|smtp|mail|delivery|further|more|other|single) ){0,2}(?:problems?|issues?|errors?|time-?outs?)\b|\b(?:no|0|zero) (?:connection|session)s? (?:(?:was|were|is|are|has been|have been|gets?|got) )?(?:lost|dropped|closed|reset|refused|cut)\b|\b(?:no|0|zero|without any|no more) (?:(?:lost|dropped|refused|failed|broken|deferred|closed) (?:connections?|sessions?|mails?|messages?)|(?:timeouts|disconnects|drops|resets|rejections))\b/gi

/** The heading of a list of changes. */
const CHANGES = /^#{1,4} (?:fixed|added|changed|removed|bug ?fixes|features|improvements|changelog|release notes)\s*$/im

/** Where a sentence ends: a full stop that a capital or a quotation follows, or the line. */
const BETWEEN = /(?<=[.!?。？])\s{1,8}(?=[\p{Lu}\p{Lo}¿¡"'])|\n/u

/** A reply or a quoted message is what a question asks about. */
const QUOTES = /["'“„«][^"'”“»]{8,200}["'”“»]|\b[245]\d\d[ -][245]\.\d/

const BULLET = /^\s{0,8}[*•-] /

/** A text of more sentences is a page, and is read as it stands. */
const MOST_SENTENCES = 40

/**
 * What a person's text claims to fail now, for it may hold the words of a failure and report none. Left out are questions, rules, definitions, advice,
 * plans, what is mended by now, and what befell other lines than that of a mail session. Empty when nothing is left.
 */
export function claimsOf(text: string): string {
  if (text.length > 4_000) return text
  if (CHANGES.test(text)) return ''
  const some = text.replaceAll(NONE, '')
  const sentences = some.split(BETWEEN)
  if (sentences.length > MOST_SENTENCES) return text
  const open = sentences.slice(countMended(sentences))
  const kept = open.filter((sentence) => !isRemark(sentence.replace(BULLET, '').trim())).map(withoutOtherLines)
  const isWhole = kept.length === sentences.length && kept.every((sentence, index) => sentence === sentences[index])
  return isWhole ? some : kept.join('\n').trim()
}

function isRemark(sentence: string): boolean {
  if (sentence === '') return false
  const isOwn = OF_ONES_OWN.test(sentence)
  if (/[?？]$/.test(sentence) && (QUESTION.test(sentence) || (!isOwn && QUESTION_IN_GENERAL.test(sentence))))
    return !QUOTES.test(sentence)
  if (isWithinLimit(sentence)) return true
  if (REMARKS.some((sign) => sign.test(sentence)) || WRITINGS.some((sign) => sign.test(sentence))) return true
  return !isOwn && !EVENT.test(sentence) && IN_GENERAL.some((sign) => sign.test(sentence))
}

/** `connection count: 14 (limit 100)`. */
const COUNTED =
  /\b(?:count|usage|connections|sessions)\b\W{0,3}(\d{1,9})\W{1,3}(?:limit|max|maximum|of|out of)\W{0,3}(\d{1,9})\b/i

function isWithinLimit(sentence: string): boolean {
  const counted = COUNTED.exec(sentence)
  return counted !== null && Number(counted[1]) < Number(counted[2])
}
