import { once } from '../../base/once.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { sharesOf, sumsOf, weightRows } from './weight-letters.ts'
import { signsOf } from './word-signs.ts'
import { WEIGHED_SYMPTOMS, WORD_WEIGHTS } from './word-weights.table.ts'

/** A meaning and how much of the weight of all meanings is its own, 0 to 1. */
export interface Likely {
  readonly symptom: Symptom
  readonly share: number
}

/** Codes are weighed beside words, and make no meaning by themselves. */
const CODE = /^[ce]\d/
const NOTION = /^1?</
/** Known letters of words, or known notions: of fewer, chance makes a meaning. Scripts that set no blanks need few letters for a sentence. */
const LEAST_LETTERS = 12
const LEAST_NOTIONS = 4

/** The pairs of a sign (`weight-letters.ts`), which are read when a reply holds it. */
const WEIGHTS = once(() => weightRows(WORD_WEIGHTS))

/**
 * The meanings that the words of a reply speak for, each sign by itself, the likeliest first: what is left where no rule knows the wording.
 * Words say how likely a meaning is and never what a sentence says: no more than a possible reading comes of them.
 */
export function likelyMeanings(reply: string): readonly Likely[] {
  const weights = WEIGHTS()
  const signs = [...signsOf(reply)].filter((sign) => weights.has(sign))
  const notions = signs.filter((sign) => NOTION.test(sign)).length
  const letters = signs.filter((sign) => !CODE.test(sign)).length - notions
  if (letters < LEAST_LETTERS && notions < LEAST_NOTIONS) return []
  const shares = sharesOf(WEIGHED_SYMPTOMS, sumsOf(weights, signs, WEIGHED_SYMPTOMS.length))
  return Array.from(shares, ([symptom, share]) => ({ symptom, share })).toSorted(
    (one, other) => other.share - one.share,
  )
}
