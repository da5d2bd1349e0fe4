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

/** Counts of one key. Neighbours fall into one bucket: they are held and added up before they go into the map. */
interface Row {
  buckets: Map<number, number>
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
  const rows = new Map<string, Row>()

  function rowOf(key: string): Row {
    const known = rows.get(key)
    if (known !== undefined) return known
    const name = rows.size < maxKeys ? key : OTHER_KEYS
    let row = rows.get(name)
    if (row === undefined) rows.set(name, (row = { buckets: new Map(), bucket: 0, held: 0 }))
    return row
  }

  function settle(row: Row): void {
    if (row.held === 0) return
    const before = row.buckets.get(row.bucket)
    if (before === undefined) cells++
    row.buckets.set(row.bucket, (before ?? 0) + row.held)
    row.held = 0
  }

  /** All that is held goes into its bucket. */
  function flush(): void {
    if (!holding) return
    holding = false
    for (const row of rows.values()) settle(row)
    while (cells > maxCells && widthMs < 1e12) widen()
  }

  function widen(): void {
    for (const row of rows.values()) settle(row)
    widthMs *= 2
    first = Math.floor(first / 2)
    last = Math.floor(last / 2)
    cells = 0
    for (const row of rows.values()) {
      const merged = new Map<number, number>()
      for (const [bucket, count] of row.buckets) {
        const at = Math.floor(bucket / 2)
        merged.set(at, (merged.get(at) ?? 0) + count)
      }
      row.buckets = merged
      cells += merged.size
    }
  }

  return {
    add(key, atMs, count = 1) {
      if (!Number.isFinite(atMs)) return
      let bucket = Math.floor(atMs / widthMs)
      while (Math.max(last, bucket) - Math.min(first, bucket) >= maxBuckets) {
        widen()
        bucket = Math.floor(atMs / widthMs)
      }
      if (bucket < first) first = bucket
      if (bucket > last) last = bucket
      const row = rowOf(key)
      if (row.bucket !== bucket) {
        settle(row)
        row.bucket = bucket
        if (cells > maxCells) {
          flush()
          row.bucket = Math.floor(atMs / widthMs)
        }
      }
      row.held += count
      holding = true
    },
    keys() {
      flush()
      return [...rows.keys()]
    },
    counts(key) {
      flush()
      const counts = new Float64Array(first > last ? 0 : last - first + 1)
      for (const [bucket, count] of rows.get(key)?.buckets ?? []) counts[bucket - first] = count
      return counts
    },
    total(key) {
      flush()
      let total = 0
      for (const count of rows.get(key)?.buckets.values() ?? []) total += count
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
