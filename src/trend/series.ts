/**
 * Counts over time in constant memory. Buckets start one minute wide; when the span outgrows the limit every two become one, so a
 * day has minutes and a year has half-days. All keys share the width. Keys beyond the limit are counted under `OTHER_KEYS`.
 */
export interface Series {
  add(key: string, atMs: number, count?: number): void
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

const MINUTE_MS = 60_000

export function createSeries(limits: SeriesLimits = {}): Series {
  const maxBuckets = limits.buckets ?? 2_048
  const maxKeys = limits.keys ?? 1_000
  const maxCells = limits.cells ?? 400_000
  let widthMs = MINUTE_MS
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let cells = 0
  const rows = new Map<string, Map<number, number>>()
  // Neighbours fall into one bucket: they are added up before they go into the map.
  const held = { key: '', bucket: 0, count: 0 }

  function flush(): void {
    if (held.count === 0) return
    const { key, bucket, count } = held
    held.count = 0
    if (bucket < first) first = bucket
    if (bucket > last) last = bucket
    let row = rows.get(key)
    if (row === undefined) {
      const name = rows.size < maxKeys ? key : OTHER_KEYS
      row = rows.get(name)
      if (row === undefined) rows.set(name, (row = new Map()))
    }
    const before = row.get(bucket)
    if (before === undefined) cells++
    row.set(bucket, (before ?? 0) + count)
    while (cells > maxCells && widthMs < 1e12) widen()
  }

  function widen(): void {
    widthMs *= 2
    first = Math.floor(first / 2)
    last = Math.floor(last / 2)
    cells = 0
    for (const [key, row] of rows) {
      const merged = new Map<number, number>()
      for (const [bucket, count] of row) {
        const at = Math.floor(bucket / 2)
        merged.set(at, (merged.get(at) ?? 0) + count)
      }
      rows.set(key, merged)
      cells += merged.size
    }
  }

  return {
    add(key, atMs, count = 1) {
      if (!Number.isFinite(atMs)) return
      let bucket = Math.floor(atMs / widthMs)
      if (held.count > 0 && held.bucket === bucket && held.key === key) {
        held.count += count
        return
      }
      flush()
      while (Math.max(last, bucket) - Math.min(first, bucket) >= maxBuckets) {
        widen()
        bucket = Math.floor(atMs / widthMs)
      }
      held.key = key
      held.bucket = bucket
      held.count = count
    },
    keys() {
      flush()
      return [...rows.keys()]
    },
    counts(key) {
      flush()
      const counts = new Float64Array(first > last ? 0 : last - first + 1)
      for (const [bucket, count] of rows.get(key) ?? []) counts[bucket - first] = count
      return counts
    },
    total(key) {
      flush()
      let total = 0
      for (const count of rows.get(key)?.values() ?? []) total += count
      return total
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
