import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** Letters whose stroke is no mark of its own. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ß: 'ss',
}

/** Accents off: people type `reinitialisee`, consoles drop the marks, and half of the mails have lost their charset. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[łŁøØđĐıß]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
}

// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/

/** The same words without accents. */
export function plainWords(words: Words): Words {
  return ASCII.test(words.flat) ? words : wordsOf(plain(words.raw))
}
