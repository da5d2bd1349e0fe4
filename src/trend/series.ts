/**
 * Counts over time in constant memory. Buckets start one minute wide; when the span outgrows the limit every two become one, so a
 * day has minutes and a year has half-days. All keys share the width. Keys beyond the limit are counted under `OTHER_KEYS`. A few stamps
 * from another age (a clock that stood at zero, a year misread) are left out: they would widen the buckets until nothing is seen in them.
 */
export interface Series {
  /** What counts this key: to be asked for once, since finding it costs more than counting in it. */
  counter(key: string): Counter
  add(counter: Counter, atMs: number): void
  keys(): readonly string[]
  /** Counts per bucket from the first bucket of all keys to the last; zeros included. */
  counts(key: string): Float64Array
  /** Only the buckets that counted something, which are few of a key that is rare. */
  each(key: string, visit: (startMs: number, count: number) => void): void
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
/** So many times the span that the buckets hold is another age: with minutes, three months. */
const ANOTHER_AGE = 64
/** More stamps than this are no strays. */
const MOST_STRAYS = 32
/** One in so many is a stray. */
const FEW = 8

interface Stray {
  readonly counter: Counter
  readonly atMs: number
}

export function createSeries(limits: SeriesLimits = {}): Series {
  const maxBuckets = limits.buckets ?? 2_048
  const maxKeys = limits.keys ?? 1_000
  const maxCells = limits.cells ?? 400_000
  let widthMs = MINUTE_MS
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let cells = 0
  let holding = false
  let added = 0
  let strays: Stray[] = []
  const counters = new Map<string, Counter>()

  function settle(counter: Counter): void {
    if (counter.held === 0) return
    if (count(counter, counter.bucket, counter.held)) cells++
    counter.held = 0
  }

  /** How many buckets there would be with this one. */
  function spanWith(bucket: number): number {
    return Math.max(last, bucket) - Math.min(first, bucket)
  }

  /** The stamp is from another age than what was counted so far: whether it or the others are the strays shows when there are more. */
  function isSetAside(counter: Counter, atMs: number, bucket: number): boolean {
    if (strays.length >= MOST_STRAYS || spanWith(bucket) < maxBuckets * ANOTHER_AGE) return false
    strays.push({ counter, atMs })
    if (strays.length === MOST_STRAYS) decideStrays()
    return true
  }

  /** Few beside the others stay aside; where the others are few beside them, those go. */
  function decideStrays(): void {
    if (strays.length < MOST_STRAYS && strays.length * FEW <= added) return
    const found = strays
    strays = []
    if (added * FEW <= found.length) forget()
    for (const { counter, atMs } of found) put(counter, atMs)
  }

  /** What was counted so far was the stray. */
  function forget(): void {
    for (const counter of counters.values()) Object.assign(counter, { buckets: [], counts: [], bucket: 0, held: 0 })
    widthMs = MINUTE_MS
    first = Number.POSITIVE_INFINITY
    last = Number.NEGATIVE_INFINITY
    cells = 0
    added = 0
  }

  /** Counts it, however wide the buckets become. */
  function put(counter: Counter, atMs: number): void {
    while (spanWith(Math.floor(atMs / widthMs)) >= maxBuckets) widen()
    hold(counter, atMs, Math.floor(atMs / widthMs))
  }

  function hold(counter: Counter, atMs: number, bucket: number): void {
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
    added++
    holding = true
  }

  /** All that is held goes into its bucket. */
  function flush(): void {
    if (!holding) return
    holding = false
    for (const counter of counters.values()) settle(counter)
    while (cells > maxCells && widthMs < 1e12) widen()
  }

  /** What a reader sees. */
  function settled(): void {
    if (strays.length > 0) decideStrays()
    flush()
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
      const bucket = Math.floor(atMs / widthMs)
      if (spanWith(bucket) < maxBuckets) hold(counter, atMs, bucket)
      else if (!isSetAside(counter, atMs, bucket)) put(counter, atMs)
    },
    keys() {
      settled()
      return [...counters.keys()]
    },
    counts(key) {
      settled()
      const counts = new Float64Array(first > last ? 0 : last - first + 1)
      const { buckets, counts: held } = counters.get(key) ?? NOTHING
      for (let index = 0; index < buckets.length; index++) counts[(buckets[index] ?? 0) - first] = held[index] ?? 0
      return counts
    },
    each(key, visit) {
      settled()
      const { buckets, counts } = counters.get(key) ?? NOTHING
      for (let index = 0; index < buckets.length; index++) visit((buckets[index] ?? 0) * widthMs, counts[index] ?? 0)
    },
    total(key) {
      settled()
      return (counters.get(key) ?? NOTHING).counts.reduce((total, count) => total + count, 0)
    },
    startMs() {
      settled()
      return first * widthMs
    },
    widthMs() {
      settled()
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
