import type { Symptom } from '../../src/domain/symptom.ts'
import type { LabelledRefusal } from './labelled-refusals.ts'
import { learned, sharesFor, symptomsOf } from './regression.ts'

/** What weights that were learned from other files make of a refusal. */
export interface Unseen {
  readonly refusal: LabelledRefusal
  readonly shares: ReadonlyMap<Symptom, number>
}

/**
 * Every refusal weighed by what the other files teach. Files that were collected one after the other go into one fold, because their authors read
 * the same pages.
 */
export function unseenShares(refusals: readonly LabelledRefusal[], folds: number): readonly Unseen[] {
  const symptoms = symptomsOf(refusals)
  const foldOf = foldsOf(refusals, folds)
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const weights = learned(
      refusals.filter(({ file }) => foldOf.get(file) !== fold),
      symptoms,
    )
    return refusals
      .filter(({ file }) => foldOf.get(file) === fold)
      .map((refusal) => {
        const shares = sharesFor(weights, refusal)
        return { refusal, shares: new Map(symptoms.map((symptom, at) => [symptom, shares[at] ?? 0])) }
      })
  })
}

function foldsOf(refusals: readonly LabelledRefusal[], folds: number): ReadonlyMap<string, number> {
  const files = [...new Set(refusals.map(({ file }) => file))].toSorted(byKindAndNumber)
  let before = 0
  return new Map(
    files.map((file) => {
      const fold = Math.min(folds - 1, Math.floor((before * folds) / refusals.length))
      before += refusals.filter((refusal) => refusal.file === file).length
      return [file, fold]
    }),
  )
}

function byKindAndNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}
