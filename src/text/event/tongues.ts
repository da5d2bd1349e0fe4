import { plain } from '../tongues/plain-words.ts'
import type { Tongue } from './grammar.ts'
import { DUTCH } from './grammars/dutch.ts'
import { CHINESE, JAPANESE } from './grammars/east-asian.ts'
import { ENGLISH } from './grammars/english.ts'
import { FRENCH } from './grammars/french.ts'
import { GERMAN } from './grammars/german.ts'
import { KOREAN } from './grammars/korean.ts'
import { POLISH } from './grammars/polish.ts'
import { ITALIAN, PORTUGUESE } from './grammars/romance-others.ts'
import { RUSSIAN } from './grammars/russian.ts'
import { SPANISH } from './grammars/spanish.ts'

/** Text that speaks of programs is full of English words: the first of two that are as likely is taken. */
const SPACED: readonly Tongue[] = [ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, RUSSIAN, DUTCH, POLISH]
const UNSPACED: readonly Tongue[] = [JAPANESE, CHINESE, KOREAN]

/** Of a longer text, the beginning tells its tongue. */
const MOST_CHARACTERS = 4_000
/** So many letters of a script are no name in another. */
const FEWEST_LETTERS = 3

/** The form in which a tongue's patterns meet a text. */
export function spelt(text: string, tongue: Tongue): string {
  return UNSPACED.includes(tongue) ? text : plain(text.toLowerCase().replaceAll(/[’‘`´]/g, "'"))
}

/** The tongue that a text is written in, English where none is known. */
export function tongueOf(text: string): Tongue {
  const beginning = text.slice(0, MOST_CHARACTERS)
  const unspaced = UNSPACED.find((one) => count(one, beginning) >= FEWEST_LETTERS)
  if (unspaced !== undefined) return unspaced
  const words = spelt(beginning, ENGLISH)
  const counts = SPACED.map((one) => count(one, words))
  return SPACED[counts.indexOf(Math.max(...counts))] ?? ENGLISH
}

function count({ known }: Tongue, text: string): number {
  return text.match(known)?.length ?? 0
}
