import { plain } from '../tongues/plain-words.ts'

/** What takes back the words behind it: `has not yet finished`, `before the delivery completed`. */
const NOT =
  /\b(?:not|never|no|isn t|wasn t|hasn t|doesn t|until|unless|if|would|could|should|can|nicht|nie|kein\p{L}{0,2}|pas|jamais|non|nao|niet|ikke|inte|ne|no esta|sin)\b|n't\b|(?<!\p{L})(?:не|нет|ещё|еще)(?!\p{L})|未|没|ません|않/u
/** Behind such words, a turn for the worse. */
const AND_YET =
  /\b(?:but|however|though|until|except|for (?:a|an|one|some)|(?<!since )then|aber|jedoch|doch|mais|pero|ma|mas|maar|ale)\b|(?<!\p{L})но(?!\p{L})|但|しかし/u

/** How far back a word takes back what follows it, in characters. */
const REACH = 24
/** And no farther than to the last mark: `no more mail: closing idle connections`. */
const MARK = /^.*[.,;:!?。、，；：](?=\s|$)/su

/** How much of a statement is searched: nobody writes longer ones. */
const MOST_CHARACTERS = 4_000

/** True when the words themselves, in lower case, hold what takes back. */
export function isNegated(words: string): boolean {
  return NOT.test(words)
}

/** What of the text the sign finds first, in lower case and without accents, unless words before or behind take it back. */
export function saidIn(text: string, sign: RegExp, alsoBefore?: RegExp): string | undefined {
  const read = text.slice(0, MOST_CHARACTERS)
  sign.lastIndex = 0
  const found = sign.exec(read)
  if (found === null) return undefined
  const near = read.slice(Math.max(0, found.index - REACH), found.index).replace(MARK, '')
  const before = plain(near.toLowerCase())
  if (NOT.test(before) || alsoBefore?.test(before) === true) return undefined
  const behind = plain(read.slice(found.index + found[0].length).toLowerCase())
  return AND_YET.test(behind) ? undefined : plain(found[0].toLowerCase())
}
