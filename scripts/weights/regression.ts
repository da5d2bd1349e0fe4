import type { Symptom } from '../../src/domain/symptom.ts'
import type { LabelledRefusal } from './labelled-refusals.ts'

/** How much each sign speaks for each symptom, natural logarithm, one row of `symptoms` after the other; the last row is any reply. */
export interface Weights {
  readonly symptoms: readonly Symptom[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly values: Float64Array
}

const STEPS = 200
const DECAY = 3e-6
const RATE = 0.1
/** Share of the label that is named first; the others share the rest. It is half of what is aimed at: the other half leaves open which of them it is. */
const FIRST = 0.75
/** Refusals that a sign stands in, to be weighed: what is rarer belongs to one sentence. */
const OFTEN = 4

interface Sample {
  readonly signs: readonly number[]
  readonly meant: readonly number[]
}

/** Multinomial logistic regression, full batch, no chance in it. The words of a long reply do not outweigh those of a short one. */
export function learned(refusals: readonly LabelledRefusal[], symptoms = symptomsOf(refusals)): Weights {
  const rowOf = new Map(signsOften(refusals).map((sign, at) => [sign, at]))
  const samples = refusals.map((row) => ({
    signs: rowsOf(row, rowOf),
    meant: row.meant.flatMap((symptom) => (symptoms.includes(symptom) ? [symptoms.indexOf(symptom)] : [])),
  }))
  const width = symptoms.length
  const values = new Float64Array((rowOf.size + 1) * width)
  const moment = new Float64Array(values.length)
  const square = new Float64Array(values.length)
  for (let step = 1; step <= STEPS; step += 1) {
    const slope = slopeOf(samples, values, width)
    const [byMoment, bySquare] = [1 - 0.9 ** step, 1 - 0.99 ** step]
    for (let at = 0; at < values.length; at += 1) {
      const isAny = at >= rowOf.size * width
      const down = (slope[at] ?? 0) + (isAny ? 0 : DECAY * (values[at] ?? 0))
      const first = (moment[at] = 0.9 * (moment[at] ?? 0) + 0.1 * down)
      const second = (square[at] = 0.99 * (square[at] ?? 0) + 0.01 * down * down)
      values[at] = (values[at] ?? 0) - (RATE * (first / byMoment)) / (Math.sqrt(second / bySquare) + 1e-8)
    }
  }
  return { symptoms, rowOf, values }
}

export function symptomsOf(refusals: readonly LabelledRefusal[]): readonly Symptom[] {
  return [...new Set(refusals.flatMap(({ meant }) => meant.slice(0, 1)))].toSorted()
}

function signsOften(refusals: readonly LabelledRefusal[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { signs } of refusals) for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= OFTEN)
    .map(([sign]) => sign)
    .toSorted()
}

function slopeOf(samples: readonly Sample[], values: Float64Array, width: number): Float64Array {
  const slope = new Float64Array(values.length)
  const any = values.length - width
  for (const { signs, meant } of samples) {
    const off = sharesOf(signs, values, width)
    const aim = aimOf(off, meant)
    for (const [place, at] of meant.entries()) off[at] = (off[at] ?? 0) - (aim[place] ?? 0)
    const by = 1 / (Math.sqrt(Math.max(1, signs.length)) * samples.length)
    for (const sign of signs)
      for (let at = 0, to = sign * width; at < width; at += 1, to += 1)
        slope[to] = (slope[to] ?? 0) + (off[at] ?? 0) * by
    for (let at = 0; at < width; at += 1) slope[any + at] = (slope[any + at] ?? 0) + (off[at] ?? 0) / samples.length
  }
  return slope
}

/** What each label's share should be: midway between the labels' order and what the weights make of them already. */
export function aimOf(shares: Float64Array, meant: readonly number[]): readonly number[] {
  if (meant.length === 1) return [1]
  const all = meant.reduce((sum, at) => sum + (shares[at] ?? 0), Number.MIN_VALUE)
  return meant.map((at, place) => {
    const named = place === 0 ? FIRST : (1 - FIRST) / (meant.length - 1)
    return (named + (shares[at] ?? 0) / all) / 2
  })
}

function sharesOf(signs: readonly number[], values: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width)
  for (const sign of signs)
    for (let at = 0, from = sign * width; at < width; at += 1, from += 1)
      sums[at] = (sums[at] ?? 0) + (values[from] ?? 0)
  const by = 1 / Math.sqrt(Math.max(1, signs.length))
  const any = values.length - width
  let most = -Infinity
  for (let at = 0; at < width; at += 1)
    most = Math.max(most, (sums[at] = (sums[at] ?? 0) * by + (values[any + at] ?? 0)))
  let all = 0
  for (let at = 0; at < width; at += 1) all += sums[at] = Math.exp((sums[at] ?? 0) - most)
  for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) / all
  return sums
}

/** What the weights make of one refusal: each symptom's share of the whole. */
export function sharesFor({ symptoms, rowOf, values }: Weights, refusal: Pick<LabelledRefusal, 'signs'>): Float64Array {
  return sharesOf(rowsOf(refusal, rowOf), values, symptoms.length)
}

function rowsOf({ signs }: Pick<LabelledRefusal, 'signs'>, rowOf: ReadonlyMap<string, number>): readonly number[] {
  return [...signs].flatMap((sign) => rowOf.get(sign) ?? [])
}
