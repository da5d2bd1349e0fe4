import { plain } from '../tongues/plain-words.ts'
import { notionSignsOf } from './notion-signs.ts'

/** Signs of one reply that are weighed; a longer one repeats itself. */
const MOST_SIGNS = 400
const MOST_CHARACTERS = 2_000
/** How many letters of a word stand together in a sign: words change with case and number, and tongues share their roots. */
const LETTERS = [3, 4]

const WORD = /@|\p{L}{2,40}/gu
/** Neither a pair, nor one of the first clause. */
const ONE_NOTION = /^<[^+]+$/
/** Where more can be read: receivers name a page for whatever they refuse, most often for a list, and people name one beside any refusal. */
const PAGE =
  /(?:\b(?:see|visit|go to|refer to|check|read|at)[ :]{1,3})?https?:\/\/[^\s]{1,500}(?:\s{1,3}for (?:more |further )?(?:details|information|info|help|assistance)\b)?/gi
/** Whom or what Postfix's reply is about, which may be a word of another meaning: `<mail>: Helo command rejected`. */
const SUBJECT = /^(\s{0,4}[245]\d\d[ -](?:[245]\.\d{1,3}\.\d{1,3} )?)<[^<>@\s]{1,80}>: /
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * What of a reply can be weighed: letters that stand together in a word, `_` for the word's end, pairs of letters in scripts that set no blanks,
 * its basic code (`c550`), the subject and detail of its enhanced code (`e1.1`), the notions that its words stand for, and each notion under each
 * code (`c452<full`), because the same word means another thing for now than for good. Names and numbers say nothing and are left out.
 */
export function signsOf(reply: string): ReadonlySet<string> {
  const text = reply.slice(0, MOST_CHARACTERS).replace(SUBJECT, '$1').replaceAll(PAGE, ' ')
  const signs = new Set<string>()
  const code = /^\s{0,4}([245]\d\d)/.exec(text)?.[1]
  const detail = /(?<![\d.])[245]\.(\d{1,2}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1]
  const codes = [...(code === undefined ? [] : [`c${code}`]), ...(detail === undefined ? [] : [`e${detail}`])]
  for (const each of codes) signs.add(each)
  for (const [word] of plainer(text).matchAll(WORD)) {
    if (signs.size >= MOST_SIGNS) break
    if (word === '@') signs.add(word)
    else if (UNSPACED.test(word)) addRuns(signs, word, 2)
    else for (const length of LETTERS) addRuns(signs, `_${word}_`, length)
  }
  for (const sign of notionSignsOf(text)) {
    signs.add(sign)
    if (ONE_NOTION.test(sign)) for (const each of codes) signs.add(each + sign)
  }
  return signs
}

function addRuns(signs: Set<string>, word: string, length: number): void {
  for (let at = 0; at + length <= word.length; at += 1) signs.add(word.slice(at, at + length))
}

function plainer(text: string): string {
  return plain(text)
    .toLowerCase()
    .replaceAll(/[^\s<>"']{0,100}@[^\s<>"']{1,255}/g, ' @ ')
    .replaceAll(/(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g, ' ipliteral ')
}
