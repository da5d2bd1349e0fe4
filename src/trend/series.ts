/**
 * Counts over time in constant memory. Buckets start one minute wide; when the span outgrows the limit every two become one, so a
 * day has minutes and a year has half-days. All keys share the width. Keys beyond the limit are counted under `OTHER_KEYS`.
 */
export interface Series {
  /** What counts this key: to be asked for once, since finding it costs more than counting in it. */
  counter(key: string): Counter
  add(counter: Counter, atMs: number): void
  keys(): readonly string[]
  /** Counts per bucket from the first bucket of all keys to the last; zeros included. */
  counts(key: string): Float64Array
  total(key: string): number
  /** Start of the first bucket, and the width. */
  startMs(): number
  widthMs(): number
}

export const OTHER_KEYS = '(other)'

export interface SeriesLimits {
  readonly buckets?: number
  readonly keys?: number
  /** Cells over all keys: what the memory is bounded by. */
  readonly cells?: number
}

/** Counts of one key. Neighbours fall into one bucket: they are held and added up before they go among the others. */
export interface Counter {
  /** Buckets that counted something, in their order, and beside them how much. */
  buckets: number[]
  counts: number[]
  bucket: number
  held: number
}

const MINUTE_MS = 60_000

export function createSeries(limits: SeriesLimits = {}): Series {
  const maxBuckets = limits.buckets ?? 2_048
  const maxKeys = limits.keys ?? 1_000
  const maxCells = limits.cells ?? 400_000
  let widthMs = MINUTE_MS
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let cells = 0
  let holding = false
  const counters = new Map<string, Counter>()

  function settle(counter: Counter): void {
    if (counter.held === 0) return
    if (count(counter, counter.bucket, counter.held)) cells++
    counter.held = 0
  }

  /** All that is held goes into its bucket. */
  function flush(): void {
    if (!holding) return
    holding = false
    for (const counter of counters.values()) settle(counter)
    while (cells > maxCells && widthMs < 1e12) widen()
  }

  function widen(): void {
    for (const counter of counters.values()) settle(counter)
    widthMs *= 2
    first = Math.floor(first / 2)
    last = Math.floor(last / 2)
    cells = 0
    for (const counter of counters.values()) {
      const { buckets, counts } = counter
      counter.buckets = []
      counter.counts = []
      for (const [index, bucket] of buckets.entries()) count(counter, Math.floor(bucket / 2), counts[index] ?? 0)
      cells += counter.buckets.length
    }
  }

  return {
    counter(key) {
      const known = counters.get(key)
      if (known !== undefined) return known
      const name = counters.size < maxKeys ? key : OTHER_KEYS
      let counter = counters.get(name)
      if (counter === undefined) counters.set(name, (counter = { buckets: [], counts: [], bucket: 0, held: 0 }))
      return counter
    },
    add(counter, atMs) {
      if (!Number.isFinite(atMs)) return
      let bucket = Math.floor(atMs / widthMs)
      while (Math.max(last, bucket) - Math.min(first, bucket) >= maxBuckets) {
        widen()
        bucket = Math.floor(atMs / widthMs)
      }
      if (bucket < first) first = bucket
      if (bucket > last) last = bucket
      if (counter.bucket !== bucket) {
        settle(counter)
        counter.bucket = bucket
        if (cells > maxCells) {
          flush()
          counter.bucket = Math.floor(atMs / widthMs)
        }
      }
      counter.held++
      holding = true
    },
    keys() {
      flush()
      return [...counters.keys()]
    },
    counts(key) {
      flush()
      const counts = new Float64Array(first > last ? 0 : last - first + 1)
      const { buckets, counts: held } = counters.get(key) ?? NOTHING
      for (let index = 0; index < buckets.length; index++) counts[(buckets[index] ?? 0) - first] = held[index] ?? 0
      return counts
    },
    total(key) {
      flush()
      return (counters.get(key) ?? NOTHING).counts.reduce((total, count) => total + count, 0)
    },
    startMs() {
      flush()
      return first * widthMs
    },
    widthMs() {
      flush()
      return widthMs
    },
  }
}

const NOTHING: Pick<Counter, 'buckets' | 'counts'> = { buckets: [], counts: [] }

/** True where the bucket is new. Lines come about in the order of time: the last bucket is most often the one. */
function count({ buckets, counts }: Counter, bucket: number, by: number): boolean {
  let index = buckets.length
  while (index > 0 && (buckets[index - 1] ?? 0) >= bucket) index--
  if (buckets[index] === bucket) {
    counts[index] = (counts[index] ?? 0) + by
    return false
  }
  if (index === buckets.length) {
    buckets.push(bucket)
    counts.push(by)
  } else {
    buckets.splice(index, 0, bucket)
    counts.splice(index, 0, by)
  }
  return true
}
