import type { LineEnd } from '../line/line-words.ts'
import { holdsAny, phrases } from '../phrase.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { FOREIGN_LINE, IN_GENERAL } from './foreign-line.table.ts'
import { FAR_END } from './nouns.table.ts'
import { plain, plainWords } from './plain-words.ts'

const ENDED: { readonly [S in LineEnd['symptom']]?: Pick<LineEnd, 'ended'> } = {
  'drop.timeout': { ended: 'silence' },
  'drop.lost': { ended: 'fin' },
}

const ROWS = FOREIGN_LINE.map(([name, symptom, groups]) => ({
  end: { symptom, rule: `line/tongue-${name}`, ...ENDED[symptom] } satisfies LineEnd,
  groups: groups.map((each) => phrases(each, plain)),
}))
const GENERAL = phrases(IN_GENERAL)
const FAR_ENDS = phrases(FAR_END, plain)

const SENTENCE_END = /[.!?。！？]\s|[。！？\n]/u
/** A text of more sentences is a page. */
const MOST_SENTENCES = 20

/** What a sentence of another tongue says of a line. The words are known to be of mail. */
export function readForeignLine(words: Words): LineEnd | undefined {
  if (!ROWS.some(({ groups }) => isMet(groups, plainWords(words)))) return undefined
  for (const sentence of words.raw.split(SENTENCE_END, MOST_SENTENCES)) {
    const plainer = plainWords(wordsOf(sentence))
    const found = holdsAny(plainer, GENERAL) ? undefined : ROWS.find(({ groups }) => isMet(groups, plainer))
    if (found !== undefined) return found.end
  }
  return undefined
}

/** True when the words name an end of a line in another tongue. */
export function namesFarEnd(words: Words): boolean {
  return holdsAny(plainWords(words), FAR_ENDS)
}

function isMet(groups: (typeof ROWS)[number]['groups'], words: Words): boolean {
  return groups.every((group) => holdsAny(words, group))
}
