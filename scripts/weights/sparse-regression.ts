import { aimOf } from './regression.ts'

/** One sample: its signs, and for each head the classes that are right, the likeliest first. None: the head learns nothing of it. */
export interface SparseSample {
  readonly signs: ReadonlySet<string>
  readonly meant: readonly (readonly number[])[]
}

/** How much each sign speaks for each class of all heads, natural logarithm, one row of classes after the other; the last row is any text. */
export interface SparseWeights {
  readonly rowOf: ReadonlyMap<string, number>
  /** Classes of all heads together. */
  readonly width: number
  readonly weightAt: (row: number, column: number) => number
}

const EPOCHS = 12
const RATE = 1
/** What a weight must be worth to stand in the table at all, and how far it is held down. */
const L1 = 1
const L2 = 0.05
/** Texts that a sign stands in, to be weighed: what is rarer belongs to one text. Letters are more often chance than words. */
const OFTEN_WORDS = 5
const OFTEN_LETTERS = 8

/**
 * Multinomial logistic regression with several heads over the same signs, learned sample by sample (FTRL-Proximal, McMahan et al. 2013), which leaves
 * most weights at 0. The order of the samples is shuffled from a fixed seed.
 */
export function learnedSparse(samples: readonly SparseSample[], heads: readonly number[]): SparseWeights {
  const rowOf = new Map(signsOften(samples).map((sign, row) => [sign, row]))
  const width = heads.reduce((all, classes) => all + classes, 0)
  const model = new Ftrl((rowOf.size + 1) * width)
  const known = samples.map(({ signs, meant }) => ({
    meant,
    rows: Int32Array.from([...signs].flatMap((sign) => rowOf.get(sign) ?? [])),
  }))
  const random = seeded(12_345)
  const order = known.map((_sample, at) => at)
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random)
    for (const at of order) {
      const sample = known[at]
      if (sample !== undefined) step(model, sample.rows, sample.meant, heads, rowOf.size, width)
    }
  }
  return { rowOf, width, weightAt: (row, column) => model.weight(row * width + column) }
}

function step(
  model: Ftrl,
  rows: Int32Array,
  meant: readonly (readonly number[])[],
  heads: readonly number[],
  anyRow: number,
  width: number,
): void {
  const by = 1 / Math.sqrt(Math.max(1, rows.length))
  const off = new Float64Array(width)
  for (const row of rows) model.addTo(off, row * width, by)
  model.addTo(off, anyRow * width, 1)
  let from = 0
  for (const [head, classes] of heads.entries()) {
    towards(off.subarray(from, from + classes), meant[head] ?? [])
    from += classes
  }
  for (const row of rows) for (let at = 0; at < width; at += 1) model.learn(row * width + at, (off[at] ?? 0) * by)
  for (let at = 0; at < width; at += 1) model.learn(anyRow * width + at, off[at] ?? 0)
}

/** From sums to the difference between the shares that they make and those aimed at: midway between the labels' order and what the weights make of them already. */
function towards(sums: Float64Array, meant: readonly number[]): void {
  if (meant.length === 0) {
    sums.fill(0)
    return
  }
  const most = Math.max(...sums)
  let all = 0
  for (let at = 0; at < sums.length; at += 1) all += sums[at] = Math.exp((sums[at] ?? 0) - most)
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) / all
  const aims = aimOf(sums, meant)
  for (const [place, at] of meant.entries()) sums[at] = (sums[at] ?? 0) - (aims[place] ?? 0)
}

/** One weight each, learned with a rate of its own, and 0 until enough speaks for another value. */
class Ftrl {
  readonly #sum: Float64Array
  readonly #squares: Float64Array

  constructor(size: number) {
    this.#sum = new Float64Array(size)
    this.#squares = new Float64Array(size)
  }

  weight(at: number): number {
    const sum = this.#sum[at] ?? 0
    if (sum >= -L1 && sum <= L1) return 0
    return -(sum - Math.sign(sum) * L1) / ((1 + Math.sqrt(this.#squares[at] ?? 0)) / RATE + L2)
  }

  addTo(sums: Float64Array, from: number, by: number): void {
    for (let at = 0; at < sums.length; at += 1) {
      const weight = this.weight(from + at)
      if (weight !== 0) sums[at] = (sums[at] ?? 0) + weight * by
    }
  }

  learn(at: number, slope: number): void {
    if (Math.abs(slope) < LEAST_SLOPE) return
    const squares = this.#squares[at] ?? 0
    const rate = (Math.sqrt(squares + slope * slope) - Math.sqrt(squares)) / RATE
    this.#sum[at] = (this.#sum[at] ?? 0) + slope - rate * this.weight(at)
    this.#squares[at] = squares + slope * slope
  }
}

/** Of less nothing is learned. */
const LEAST_SLOPE = 1e-4

function signsOften(samples: readonly SparseSample[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { signs } of samples) for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return [...counts]
    .filter(([sign, count]) => count >= (sign.includes('=') ? OFTEN_WORDS : OFTEN_LETTERS))
    .map(([sign]) => sign)
    .toSorted()
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}

/** A linear congruential generator (Numerical Recipes): the same order on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
