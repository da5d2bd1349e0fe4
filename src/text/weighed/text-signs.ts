import { plain } from '../tongues/plain-words.ts'

/** What is weighed of one text: who pastes more repeats himself. */
const MOST_CHARACTERS = 3_000
const MOST_SIGNS = 800
/** How many letters of a word stand together in a sign. */
const LETTERS = 4
const WORD = /[\p{L}\p{N}'#_-]{1,40}/gu

const ADDRESS = /[^\s<>"']{1,64}@[^\s<>"']{1,255}/g
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\d.])/g
const HOST =
  /(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:com|net|org|example|test|de|ru|jp|uk|fr|it|info|io|edu|local|lan)(?![\w-])(?::\d{1,5})?/g
const LONG_NUMBER = /(?<![\d.])\d{4,20}(?![\d.])/g

/**
 * What of a report of a session can be weighed: its words (`=reset`), each two that follow one another (`connection=reset`), and four letters that stand
 * together in a word, `_` for the word's ends. Addresses, hosts and long numbers say nothing and stand for their kind.
 */
export function textSigns(text: string): ReadonlySet<string> {
  const signs = new Set<string>()
  let before = ''
  for (const [word] of kindsOnly(text.slice(0, MOST_CHARACTERS)).matchAll(WORD)) {
    if (signs.size >= MOST_SIGNS) break
    signs.add(`=${word}`)
    if (before !== '') signs.add(`${before}=${word}`)
    before = word
    const ended = `_${word}_`
    for (let at = 0; at + LETTERS <= ended.length; at += 1) signs.add(ended.slice(at, at + LETTERS))
  }
  return signs
}

function kindsOnly(text: string): string {
  return plain(text.toLowerCase())
    .replaceAll(ADDRESS, ' addr ')
    .replaceAll(IPV4, ' ipaddr ')
    .replaceAll(HOST, ' host ')
    .replaceAll(LONG_NUMBER, ' num ')
}
