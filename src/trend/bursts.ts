/** A stretch of buckets in which more failed than the rest of the series leads to expect. Both ends belong to it. */
export interface Burst {
  readonly from: number
  readonly to: number
  readonly count: number
  /** What the same stretch would hold at the rate outside of all bursts. */
  readonly expected: number
}

export type Counts = ArrayLike<number>

/** A burst holds at least so many events. */
const MIN_COUNT = 5
/** Natural-log evidence that a stretch needs beyond ln(buckets): one false burst in e^10 series. */
const EVIDENCE = 10

/**
 * Change detection on Poisson counts: the highest-scoring stretches (CUSUM) of "twice the ordinary rate or more" against "the ordinary
 * rate". `weights` (see `exposureWeights`) say how much was tried in each bucket, so that busy hours are no incidents.
 * The first pass takes the mean of all for ordinary; the second takes what is left outside of the bursts and sets their bounds.
 */
export function findBursts(counts: Counts, weights: Counts): readonly Burst[] {
  const total = sum(counts)
  if (total < MIN_COUNT) return []
  const ordinary = total / counts.length
  const threshold = EVIDENCE + Math.log(counts.length)
  const rough = stretches(counts, weights, ordinary, ordinary * 2, threshold)
  const first = rough.length > 0 ? rough : onset(counts, weights, total, threshold)
  if (first.length === 0) return []
  const outside = rateOutside(counts, weights, first)
  const inside = rateInside(counts, weights, first)
  const fine = stretches(counts, weights, outside, Math.max(outside * 2, inside / 2), threshold)
  return withStragglers(counts, weights, fine.length > 0 ? fine : first).flatMap(({ from, to }) => {
    const count = sum(counts, from, to + 1)
    const expected = outside * sum(weights, from, to + 1)
    return count >= MIN_COUNT ? [{ from, to, count, expected }] : []
  })
}

interface Stretch {
  readonly from: number
  readonly to: number
}

function stretches(counts: Counts, weights: Counts, low: number, high: number, threshold: number): readonly Stretch[] {
  const found: Stretch[] = []
  const gain = Math.log(high / low)
  let score = 0
  let best = 0
  let from = 0
  let to = 0
  const close = (): void => {
    if (best > threshold) found.push({ from, to })
    score = 0
    best = 0
  }
  for (let index = 0; index < counts.length; index++) {
    if (score <= 0) {
      score = 0
      best = 0
      from = index
    }
    score += (counts[index] ?? 0) * gain - (high - low) * (weights[index] ?? 1)
    if (score > best) {
      best = score
      to = index
    } else if (score <= 0 || best - score > threshold) close()
  }
  close()
  return found
}

/**
 * A failure that began (or ended) within the log and fills most of it has no ordinary rate but zero: the silence outside tells.
 * That n events of an even rate all fall into some window of a share s of the time has the chance n·s^(n−1).
 */
function onset(counts: Counts, weights: Counts, total: number, threshold: number): readonly Stretch[] {
  let from = 0
  while (from < counts.length && counts[from] === 0) from++
  let to = counts.length - 1
  while (to > from && counts[to] === 0) to--
  const loud = sum(weights, from, to + 1)
  const evidence = (total - 1) * Math.log(sum(weights) / loud) - Math.log(total)
  return loud > 0 && evidence > threshold ? [{ from, to }] : []
}

/** So much denser than the rest of the series is a burst that has what lies next to it. */
const DENSE = 20

/**
 * The first and the last failures of a burst may come so slowly that they lower its score. Where hardly any others are, those that are no farther
 * off than the longest gap to be expected among as many at the burst's own rate belong to it.
 */
function withStragglers(counts: Counts, weights: Counts, bursts: readonly Stretch[]): readonly Stretch[] {
  const outside = rateOutside(counts, weights, bursts)
  let free = 0
  return bursts.map((burst, index) => {
    const before = free
    const behind = (bursts[index + 1]?.from ?? counts.length) - 1
    const events = sum(counts, burst.from, burst.to + 1)
    const rate = events / (burst.to - burst.from + 1)
    const reach = rate >= outside * DENSE ? Math.log(Math.max(events, 2)) / rate : 0
    const from = farthest(counts, burst.from, -1, before, reach)
    const to = farthest(counts, burst.to, 1, behind, reach)
    free = to + 1
    return { from, to }
  })
}

/** From event to event, each at most `reach` buckets from the last. */
function farthest(counts: Counts, start: number, step: 1 | -1, end: number, reach: number): number {
  let last = start
  for (let index = start + step; (end - index) * step >= 0 && (index - last) * step <= reach; index += step)
    if ((counts[index] ?? 0) > 0) last = index
  return last
}

/** What was tried in each bucket, scaled to a mean of one. A quiet bucket counts as half the mean: few attempts are no proof of calm. */
export function exposureWeights(exposure: Counts): Float64Array {
  const { length } = exposure
  const mean = sum(exposure) / Math.max(1, length)
  const weights = new Float64Array(length)
  for (let index = 0; index < length; index++) weights[index] = mean > 0 ? Math.max(exposure[index] ?? 0, mean / 2) : 1
  const scale = length / sum(weights)
  for (let index = 0; index < length; index++) weights[index] = (weights[index] ?? 1) * scale
  return weights
}

function rateOutside(counts: Counts, weights: Counts, bursts: readonly Stretch[]): number {
  let events = 0.5
  let weight = 1
  for (let index = 0; index < counts.length; index++) {
    if (bursts.some((burst) => index >= burst.from && index <= burst.to)) continue
    events += counts[index] ?? 0
    weight += weights[index] ?? 1
  }
  return events / weight
}

function rateInside(counts: Counts, weights: Counts, bursts: readonly Stretch[]): number {
  let events = 0
  let weight = 0
  for (const { from, to } of bursts) {
    events += sum(counts, from, to + 1)
    weight += sum(weights, from, to + 1)
  }
  return events / Math.max(weight, 1e-9)
}

function sum(values: Counts, from = 0, to = values.length): number {
  let total = 0
  for (let index = from; index < to; index++) total += values[index] ?? 0
  return total
}
