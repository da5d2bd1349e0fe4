import { inEnglish } from '../tongues/in-english.ts'
import { plainLines, programsWords } from '../unwrap/plain-lines.ts'
import { cleaned, wordsOf } from '../words.ts'

/** The words of a pasted text that are weighed: in English, without marks of pages and what else stands around a program's words. */
export function weighedWords(text: string): string {
  return wordsOf(inEnglish(programsWords(plainLines(cleaned(text).text)))).flat
}
