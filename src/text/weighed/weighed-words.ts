import { inEnglish } from '../tongues/in-english.ts'
import { programsWords } from '../unwrap/plain-lines.ts'
import { wordsOf } from '../words.ts'

/** The words of a pasted text that are weighed, of its plain lines: in English, without marks of pages and what else stands around a program's words. */
export function weighedWords(plain: string): string {
  return wordsOf(inEnglish(programsWords(plain))).flat
}
