import { fromLatin1 } from '../wire/octets.ts'

/** The meaning of what begins at `at`: that of the first row that fits; undefined where none does. */
export type Beginnings<Meaning> = (octets: Uint8Array, at: number, to: number) => Meaning | undefined

interface Row<Meaning> {
  readonly word: Uint8Array
  readonly meaning: Meaning
}

/**
 * A table of how lines begin. It is asked by octets, so that no line has to become a string; and one small loop over data costs the compiler
 * nothing, while it spends 0.1 s of CPU time on a chain of fifty `startsWith`: as much as 100 000 lines take.
 */
export function openBeginnings<Meaning>(
  rows: Iterable<readonly [word: string, meaning: Meaning]>,
): Beginnings<Meaning> {
  const byFirst: readonly Row<Meaning>[][] = Array.from({ length: 256 }, () => [])
  for (const [word, meaning] of rows) byFirst[word.charCodeAt(0)]?.push({ word: fromLatin1(word), meaning })
  return (octets, at, to) => {
    const candidates = byFirst[octets[at] ?? 0] ?? []
    for (let index = 0; index < candidates.length; index++) {
      const row = candidates[index]
      if (row !== undefined && at + row.word.length <= to && isSame(octets, at, row.word)) return row.meaning
    }
    return undefined
  }
}

function isSame(octets: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 1; index < word.length; index++) if (octets[at + index] !== word[index]) return false
  return true
}

/** Rows that all mean the same. */
export function each<Meaning>(words: readonly string[], meaning: Meaning): readonly (readonly [string, Meaning])[] {
  return words.map((word) => [word, meaning])
}
