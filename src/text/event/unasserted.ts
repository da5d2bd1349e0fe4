import type { Tongue } from './grammar.ts'
import { spelt } from './tongues.ts'

/** Nobody writes longer sentences. */
const MOST_CHARACTERS = 2_000

/**
 * A sentence without the failures that it names and does not assert: `We keep the log of sessions that were refused` tells of a log, and `the right to
 * drop connections` of a right.
 */
export function withoutUnasserted(sentence: string, tongue: Tongue): string {
  if (sentence.length > MOST_CHARACTERS) return sentence
  const words = spelt(sentence, tongue)
  const grammar = tongue.grammar()
  const isSomebodys = [grammar.self, grammar.time, grammar.help].some((sign) => words.search(sign) !== -1)
  return [grammar.unasserted, ...(isSomebodys ? [] : [grammar.handled])].reduce(
    (rest, pattern) => without(rest, pattern, tongue),
    sentence,
  )
}

/** The pattern meets the letters as they are spelt, which may be more or fewer than were written. */
function without(sentence: string, pattern: RegExp, tongue: Tongue): string {
  if (spelt(sentence, tongue).search(pattern) === -1) return sentence
  const letters = [...sentence]
  const plainLetters = letters.map((letter) => spelt(letter, tongue))
  const isLeft = letters.map(() => true)
  let end = 0
  const ends = plainLetters.map((letter) => (end += letter.length))
  for (const found of plainLetters.join('').matchAll(pattern))
    for (const [at, endsAt] of ends.entries())
      if (endsAt > found.index && endsAt <= found.index + found[0].length) isLeft[at] = false
  return letters.filter((_, at) => isLeft[at] === true).join('')
}
