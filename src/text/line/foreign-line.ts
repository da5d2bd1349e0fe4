import { holdsAny, phrases } from '../phrase.ts'
import { plain, plainWords } from '../tongues.ts'
import type { Words } from '../words.ts'
import { FOREIGN_LINE, IN_GENERAL } from './foreign-line.table.ts'
import type { LineEnd } from './line-words.ts'

const ROWS = FOREIGN_LINE.map(([name, symptom, groups]) => ({
  end: {
    symptom,
    rule: `line/tongue-${name}`,
    ended: symptom === 'drop.timeout' ? 'silence' : 'fin',
  } satisfies LineEnd,
  groups: groups.map((bars) => phrases(plain(bars))),
}))
const GENERAL = phrases(IN_GENERAL)

/** What a sentence of another tongue says of a line. The words are known to be of mail. */
export function readForeignLine(words: Words): LineEnd | undefined {
  const plainer = plainWords(words)
  if (holdsAny(plainer, GENERAL)) return undefined
  return ROWS.find(({ groups }) => groups.every((group) => holdsAny(plainer, group)))?.end
}
