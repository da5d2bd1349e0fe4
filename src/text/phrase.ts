import { once } from '../base/once.ts'
import type { Words } from './words.ts'

/** A piece of text to look for in `Words.flat`, with two of its three-letter groups, which rule out most texts without a search. */
export interface Phrase {
  readonly text: string
  readonly first: number
  readonly last: number
}

/** Phrases of which any will do, cut and weighed when a text is first compared with them: most runs read few texts, and many none. */
export type Phrases = () => readonly Phrase[]

/** Bits of the bitmap of three-letter groups. */
const GRAM_BITS = 1 << 15

/** A phrase for `Words.flat`, which has lost the marks that end sentences: they are taken out here too. */
export function phrase(text: string): Phrase {
  return literal(text.replace(/[.:](?= )/g, ''))
}

/** A phrase taken as it stands, for text that was not flattened. */
function literal(text: string): Phrase {
  const end = text.length - 3
  return text.length < 3
    ? { text, first: -1, last: -1 }
    : { text, first: gramAt(text, Math.min(1, end)), last: gramAt(text, end) }
}

/** Phrases for `Words.flat`. */
export function anyOf(texts: readonly string[]): Phrases {
  return once(() => texts.map(phrase))
}

/** Phrases taken as they stand. */
export function anyLiteral(texts: readonly string[]): Phrases {
  return once(() => texts.map(literal))
}

/** Phrases written with bars between them, first put into the form of the words where they have another. */
export function phrases(bars: string, asWords: (bars: string) => string = asWritten): Phrases {
  return once(() => asWords(bars).split('|').map(phrase))
}

function asWritten(bars: string): string {
  return bars
}

/** Which three-letter groups a text holds. */
export function gramsOf(text: string): Uint8Array {
  const grams = new Uint8Array(GRAM_BITS >> 3)
  for (let at = 0; at + 2 < text.length; at += 1) {
    const gram = gramAt(text, at)
    grams[gram >> 3] = (grams[gram >> 3] ?? 0) | (1 << (gram & 7))
  }
  return grams
}

function gramAt(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) * 0x9e_37) & (GRAM_BITS - 1)
  )
}

/** True when the text holds the phrase. */
export function holds(words: Words, sought: Phrase): boolean {
  const { grams } = words
  return has(grams, sought.first) && has(grams, sought.last) && words.flat.includes(sought.text)
}

export function holdsAny(words: Words, sought: Phrases): boolean {
  for (const each of sought()) if (holds(words, each)) return true
  return false
}

/** How far from the first of two notions the second may stand, in characters: behind it, or in front as in Chinese, Japanese and Korean. */
const BEHIND = 44
const IN_FRONT = 12

/** True when a word of the second notion stands beside one of the first. */
export function holdsBeside(words: Words, first: Phrases, second: Phrases): boolean {
  const { flat } = words
  return first().some((sought) => {
    if (!holds(words, sought)) return false
    for (let at = flat.indexOf(sought.text); at !== -1; at = flat.indexOf(sought.text, at + 1)) {
      const around = flat.slice(Math.max(0, at - IN_FRONT), at + sought.text.length + BEHIND)
      if (second().some(({ text }) => around.includes(text))) return true
    }
    return false
  })
}

/** The same over any text whose groups the caller has collected. */
export function anyIn(text: string, grams: Uint8Array, sought: Phrases): boolean {
  for (const each of sought())
    if (has(grams, each.first) && has(grams, each.last) && text.includes(each.text)) return true
  return false
}

function has(grams: Uint8Array, gram: number): boolean {
  return gram < 0 || ((grams[gram >> 3] ?? 0) & (1 << (gram & 7))) !== 0
}
