import { gramsOf } from './phrase.ts'
import { withoutColours } from './unwrap/colours.ts'
import { withoutEntities } from './unwrap/entities.ts'
import { withoutLogTables } from './unwrap/log-tables.ts'
import { withoutPageMarks } from './unwrap/page-marks.ts'

/** The most of one text that is read; the rest is counted and left. */
export const TEXT_LIMIT = 64 * 1024
/** Of a longer text, what is read of its end: a program that traces what it does says last what became of it. */
const TAIL = 16 * 1024

/**
 * One text in the three forms that rules ask for. `flat` is lower case with every run of punctuation and blanks made
 * one blank and a blank at both ends, so that ` full ` finds the word and ` full` its beginning, without a regular expression.
 */
export interface Words {
  readonly raw: string
  readonly lower: string
  readonly flat: string
  /** Three-letter groups of `flat`, see phrase.ts. */
  readonly grams: Uint8Array
}

const PUNCTUATION = /[\s"'`´‘’“”()[\]{}<>,;!?*=|\\_^~«»„。、・（）【】]+/g
const SENTENCE_END = /[.:](?= )/g
/** Chinese, Japanese and Korean set a command between their letters without a blank: `EHLOを送った`. */
const SCRIPT_CHANGE =
  /(?<=[a-z\d])(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])|(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])(?=[a-z\d])/g

const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/
/** The same where a program's English stands between them: `发送不成功unable to verify`. */
const SCRIPTS_MEET =
  /(?<=[a-z]{2} [a-z]{3,20})(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])|(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])(?=[A-Za-z]{3,20} [a-z]{2})/g

/** `conn-refused`, `conn_timeout`: programs shorten what they write often. */
const SHORTENED = / conn[ -](refused|reset|time-?out|timed|lost|closed|fail|abort|error|drop)/g

export function wordsOf(raw: string): Words {
  const lower = raw.toLowerCase()
  let flat = ` ${lower.replace(SCRIPT_CHANGE, ' ').replace(PUNCTUATION, ' ')} `
    .replace(SENTENCE_END, '')
    .replaceAll('  ', ' ')
  if (flat.includes('look-up')) flat = flat.replaceAll('look-up', 'lookup')
  if (flat.includes(' conn ') || flat.includes(' conn-'))
    flat = flat.replace(SHORTENED, (_, end: string) => ` ${end.startsWith('time') ? 'connect' : 'connection'} ${end}`)
  return { raw, lower, flat, grams: gramsOf(flat) }
}

/** Cuts to the limit, out of the middle, and makes line ends and blanks plain; says how many characters were left out. */
export function cleaned(text: string): { readonly text: string; readonly cut: number } {
  const cut = Math.max(text.length - TEXT_LIMIT, 0)
  let plain = cut === 0 ? text : `${text.slice(0, TEXT_LIMIT - TAIL - 1)}\n${text.slice(-TAIL)}`
  if (plain.includes('\0')) plain = withoutNulls(plain)
  if (BLANKS.test(plain)) plain = plain.replaceAll(BLANKS_ALL, ' ').replaceAll(UNSEEN, '')
  if (plain.includes(PADDING)) plain = plain.replaceAll(PADDED, '$1$2')
  if (plain.includes('[')) plain = withoutColours(plain)
  if (plain.includes('\r')) plain = plain.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  // Syslog daemons write control characters as #NNN (octal); OpenSMTPD and qmail as backslash escapes.
  if (plain.includes('#01')) plain = plain.replaceAll('#012', '\n').replaceAll('#015', '').replaceAll('#011', ' ')
  if (plain.includes('=\n')) plain = quotedPrintableLeftovers(plain)
  plain = withoutPageMarks(plain)
  if (plain.includes('&')) plain = withoutEntities(plain)
  if (plain.includes('|')) plain = withoutLogTables(plain)
  if (plain.includes('  ')) plain = plain.replaceAll(DOUBLED, ' ')
  if (UNSPACED.test(plain)) plain = plain.replaceAll(SCRIPTS_MEET, ' ')
  return { text: plain.trim(), cut }
}

/** What web pages and word processors set for a blank, and what they set where none is seen. */
const BLANKS = /[\u00a0\u00ad\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/
const BLANKS_ALL = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
/**
 * Two blanks between words, as what reads texts from pictures sets them. More of them part columns, syslog sets a day of one digit so,
 * and behind a code of three digits they tell that its words are missing.
 */
const DOUBLED = /(?<=[^\s|:])(?<!\b[A-Z][a-z]{2}(?= {2}\d )|\b\d{3}(?= )) {2}(?=[^\s|])/g
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g

/** UTF-16 that was read as octets has a NUL at every second place. */
function withoutNulls(text: string): string {
  return text.replaceAll('\0', '')
}

/** A terminal breaks lines within words, and what is copied from it may have the rest of its rows between the halves. */
const PADDING = ' '.repeat(40)
const PADDED = /([a-z]) {40,400}([a-z])/g
/** RFC 2045 §6.7: a soft line break. A line of `=` is a heading. */
const SOFT_BREAK = /(?<!=)=\n/g

function quotedPrintableLeftovers(text: string): string {
  const plain = text.replaceAll(SOFT_BREAK, '')
  return plain === text
    ? text
    : plain.replace(/=([2-7][0-9A-F])/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
}
