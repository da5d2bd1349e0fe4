import { once } from '../../base/once.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { sharesOf, sumsOf, weightRows } from '../meaning/weight-letters.ts'
import { textSigns } from './text-signs.ts'
import { TEXT_WEIGHTS, WEIGHED_KINDS, WEIGHED_STAGES } from './text-weights.table.ts'

/** What a text is weighed as: a symptom of a session, or `other` for a server's answer and what our own house did. */
export type Kind = Symptom | 'other'
/** `none`: the text does not tell its stage. */
export type ToldStage = Stage | 'none'

/** How much of the weight of all is each one's own, 0 to 1. */
export interface Shares {
  readonly kinds: ReadonlyMap<Kind, number>
  readonly stages: ReadonlyMap<ToldStage, number>
}

/** Of fewer words that are known, chance makes a meaning. */
const LEAST_WORDS = 4
const ONE_WORD = /^=/

const WEIGHTS = once(() => weightRows(TEXT_WEIGHTS))

/**
 * What the words of a text speak for, each sign by itself. Words say how likely a meaning is and never what a sentence says.
 * Undefined: the text has too few words that are known.
 */
export function sharesIn(text: string): Shares | undefined {
  const weights = WEIGHTS()
  const signs = [...textSigns(text)].filter((sign) => weights.has(sign))
  if (signs.filter((sign) => ONE_WORD.test(sign)).length < LEAST_WORDS) return undefined
  const sums = sumsOf(weights, signs, WEIGHED_KINDS.length + WEIGHED_STAGES.length)
  return {
    kinds: sharesOf(WEIGHED_KINDS, sums.slice(0, WEIGHED_KINDS.length)),
    stages: sharesOf(WEIGHED_STAGES, sums.slice(WEIGHED_KINDS.length)),
  }
}

/** The one with the largest share. */
export function likeliest<Name>(
  shares: ReadonlyMap<Name, number>,
): { readonly name: Name; readonly share: number } | undefined {
  let best: { readonly name: Name; readonly share: number } | undefined
  for (const [name, share] of shares) if (best === undefined || share > best.share) best = { name, share }
  return best
}
