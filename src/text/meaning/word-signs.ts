import { plain } from '../tongues/plain-words.ts'

/** Words of one reply that are weighed; a longer one repeats itself. */
const MOST_SIGNS = 120
const MOST_CHARACTERS = 2_000
/** Behind so many letters a word changes with its case and number. */
const STEM = 5

const WORD = /@|\p{L}{2,}/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * What of a reply can be weighed: each word and its beginning, pairs of letters in scripts that set no blanks, its basic code (`c550`) and the
 * subject and detail of its enhanced code (`e1.1`). Names and numbers say nothing and are left out.
 */
export function signsOf(reply: string): ReadonlySet<string> {
  const text = reply.slice(0, MOST_CHARACTERS)
  const signs = new Set<string>()
  const code = /^\s{0,4}([245]\d\d)/.exec(text)?.[1]
  const detail = /(?<![\d.])[245]\.(\d{1,2}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1]
  if (code !== undefined) signs.add(`c${code}`)
  if (detail !== undefined) signs.add(`e${detail}`)
  for (const [word] of plainer(text).matchAll(WORD)) {
    if (signs.size >= MOST_SIGNS) break
    if (UNSPACED.test(word)) for (let at = 0; at + 1 < word.length; at += 1) signs.add(word.slice(at, at + 2))
    else {
      signs.add(word)
      if (word.length > STEM) signs.add(`${word.slice(0, STEM)}*`)
    }
  }
  return signs
}

function plainer(text: string): string {
  return plain(text)
    .toLowerCase()
    .replaceAll(/[^\s<>"']{0,100}@[^\s<>"']{1,255}/g, ' @ ')
    .replaceAll(/https?:\/\/[^\s]{1,500}/g, ' url ')
    .replaceAll(/(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g, ' ipliteral ')
}
