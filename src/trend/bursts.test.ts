import { describe, expect, test } from 'vitest'
import { exposureWeights, findBursts } from './bursts.ts'
import { cadenceSeconds } from './cadence.ts'
import { createSeries, OTHER_KEYS } from './series.ts'

const EVEN = (length: number) => exposureWeights(new Float64Array(length).fill(1))

function noise(length: number, rate: number, seed: number): number[] {
  let state = seed
  const uniform = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  // Poisson by Knuth's product of uniforms.
  return Array.from({ length }, () => {
    let count = 0
    for (let product = uniform(); product > Math.exp(-rate); product *= uniform()) count++
    return count
  })
}

describe('findBursts', () => {
  test.each([0.05, 0.5, 3, 40])('sees nothing in even noise of %d a bucket', (rate) => {
    for (let seed = 1; seed <= 10; seed++) expect(findBursts(noise(1_440, rate, seed), EVEN(1_440))).toEqual([])
  })

  test('a handful that fell close together by chance is none', () => {
    const counts = Array.from({ length: 67 }, (_, index) => ([9, 11, 12, 15, 17, 20].includes(index) ? 1 : 0))
    expect(findBursts(counts, EVEN(67))).toEqual([])
  })

  test('finds an outage to the bucket', () => {
    const counts = noise(1_440, 0.2, 7)
    for (let index = 600; index < 660; index++) counts[index] = 8
    const [burst, ...more] = findBursts(counts, EVEN(1_440))
    expect(more).toEqual([])
    expect(burst?.from).toBeGreaterThanOrEqual(598)
    expect(burst?.from).toBeLessThanOrEqual(600)
    expect(burst?.to).toBeGreaterThanOrEqual(659)
    expect(burst?.to).toBeLessThanOrEqual(661)
  })

  test('what trickles in at both ends of a burst, and nowhere else, is its beginning and its end', () => {
    const counts = Array.from({ length: 5_000 }, () => 0)
    for (let index = 1_000; index < 3_000; index += 12) counts[index] = 1
    for (const index of [890, 940, 3_050, 3_110]) counts[index] = 1
    expect(findBursts(counts, EVEN(5_000))).toMatchObject([{ from: 890, to: 3_110 }])
    counts[200] = 1
    expect(findBursts(counts, EVEN(5_000))).toMatchObject([{ from: 890, to: 3_110 }])
  })

  test('finds two outages apart', () => {
    const counts = noise(1_440, 0.1, 3)
    for (const start of [200, 900]) for (let index = start; index < start + 30; index++) counts[index] = 6
    expect(findBursts(counts, EVEN(1_440))).toHaveLength(2)
  })

  test('a failure that began late and went on to the end is a burst from there', () => {
    const counts = Array.from({ length: 100 }, (_, index) => (index < 20 ? 0 : 3))
    expect(findBursts(counts, EVEN(100))).toMatchObject([{ from: 20, to: 99, count: 240 }])
  })

  test('busy hours with the same share of failures are none', () => {
    const tried = Float64Array.from({ length: 1_440 }, (_, index) => (index > 480 && index < 1_080 ? 200 : 60))
    const counts = Array.from(tried, (attempts) => attempts / 20)
    expect(findBursts(counts, exposureWeights(tried))).toEqual([])
  })

  test.each([[[]], [[0, 0, 0]], [[4]]])('too little to say: %j', (counts) => {
    expect(findBursts(counts, EVEN(counts.length))).toEqual([])
  })
})

describe('createSeries', () => {
  test('widens its buckets and loses no count', () => {
    const series = createSeries({ buckets: 64 })
    const counter = series.counter('a')
    for (let minute = 0; minute < 10_000; minute++) series.add(counter, minute * 60_000)
    expect(series.counts('a').length).toBeLessThanOrEqual(64)
    expect(series.total('a')).toBe(10_000)
  })

  test('an outlier in time costs no memory', () => {
    const series = createSeries({ buckets: 64 })
    const counter = series.counter('a')
    for (const atMs of [0, 1e15, Number.NaN]) series.add(counter, atMs)
    expect(series.total('a')).toBe(2)
    expect(series.counts('a').length).toBeLessThanOrEqual(65)
  })

  test('lines out of their order stand in the order of time', () => {
    const series = createSeries()
    const counter = series.counter('a')
    for (const minute of [5, 2, 5, 3, 2, 9]) series.add(counter, minute * 60_000)
    expect(series.startMs()).toBe(120_000)
    expect([...series.counts('a')]).toEqual([2, 1, 0, 2, 0, 0, 0, 1])
  })

  test('keys past the limit are counted as others', () => {
    const series = createSeries({ keys: 2 })
    for (const key of ['a', 'b', 'c', 'd']) series.add(series.counter(key), 0)
    expect(series.total(OTHER_KEYS)).toBe(2)
  })

  const MINUTE_MS = 60_000
  const NOW_MS = Date.UTC(2026, 10, 28)
  const filled = (before: readonly number[], after: readonly number[], minutes: number) => {
    const series = createSeries({ buckets: 64 })
    const counter = series.counter('a')
    for (const atMs of before) series.add(counter, atMs)
    for (let minute = 0; minute < minutes; minute++) series.add(counter, NOW_MS + minute * MINUTE_MS)
    for (const atMs of after) series.add(counter, atMs)
    return series
  }

  test.each([
    ['a clock that stood at zero', [0], []],
    ['a year of two digits too many', [], [Date.UTC(2038, 0, 19)]],
    ['both', [0], [Date.UTC(2038, 0, 19)]],
  ])('keeps its narrow buckets beside a few stamps from another age: %s', (_what, before, after) => {
    const series = filled(before, after, 60)
    expect(series.widthMs()).toBe(MINUTE_MS)
    expect(series.startMs()).toBe(NOW_MS)
    expect(series.total('a')).toBe(60)
  })

  test('takes another age for what it is when there is much of it', () => {
    const later = Array.from({ length: 50 }, (_, index) => Date.UTC(2038, 0, 19) + index * MINUTE_MS)
    const series = filled([], later, 60)
    expect(series.total('a')).toBe(110)
    expect(series.widthMs()).toBeGreaterThan(MINUTE_MS)
  })
})

describe('cadenceSeconds', () => {
  test('a beat of 300 s with a little jitter', () => {
    const times = Array.from({ length: 12 }, (_, index) => index * 300_000 + (index % 3) * 1_000)
    expect(Math.abs((cadenceSeconds(times) ?? 0) - 300)).toBeLessThanOrEqual(2)
  })
  test('no beat in irregular times', () => {
    expect(
      cadenceSeconds([0, 20, 90, 100, 400, 410, 900, 2_000, 2_020, 5_000, 5_040].map((at) => at * 1_000)),
    ).toBeUndefined()
  })
})
