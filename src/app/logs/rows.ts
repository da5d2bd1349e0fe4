import type { AttemptStatus } from '../../mta/log-event.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { OutcomeRow } from './document.ts'

/** Counts for one destination, MX or source, while they are taken. */
export interface Tally {
  sent: number
  deferred: number
  bounced: number
  expired: number
  suspended: number
  softFailures: number
  failures: Map<string, number> | undefined
  firstFailureMs: number
  lastFailureMs: number
}

/** Rows by name, at most so many. Past the limit the rows that matter least are folded into one number. */
export interface Rows {
  row(name: string): Tally
  readonly entries: () => readonly (readonly [string, Tally])[]
  /** Rows that were folded. */
  folded(): number
}

const KINDS_PER_ROW = 64

export function createRows(limit: number): Rows {
  const rows = new Map<string, Tally>()
  let folded = 0

  /** Drops the half with the fewest failures and, among equals, the fewest deliveries. Totals are kept elsewhere. */
  function fold(): void {
    const keep = Math.ceil(limit / 2)
    const weights = Float64Array.from(rows.values(), weightOf).sort()
    const least = weights[weights.length - keep] ?? 0
    let spare = keep
    for (const weight of weights) if (weight > least) spare--
    for (const [name, tally] of rows) {
      const weight = weightOf(tally)
      if (weight > least) continue
      if (weight === least && spare-- > 0) continue
      rows.delete(name)
      folded++
    }
  }

  return {
    row(name) {
      let tally = rows.get(name)
      if (tally !== undefined) return tally
      if (rows.size >= limit) fold()
      tally = {
        sent: 0,
        deferred: 0,
        bounced: 0,
        expired: 0,
        suspended: 0,
        softFailures: 0,
        failures: undefined,
        firstFailureMs: Number.POSITIVE_INFINITY,
        lastFailureMs: Number.NEGATIVE_INFINITY,
      }
      rows.set(name, tally)
      return tally
    },
    entries: () => [...rows].sort(([a, x], [b, y]) => failed(y) - failed(x) || total(y) - total(x) || (a < b ? -1 : 1)),
    folded: () => folded,
  }
}

/** Failures first, then deliveries. */
function weightOf(tally: Tally): number {
  return failed(tally) * 2 ** 40 + tally.sent + tally.softFailures
}

export function failed(tally: Tally): number {
  return tally.deferred + tally.bounced + tally.expired
}

function total(tally: Tally): number {
  return failed(tally) + tally.sent + tally.suspended
}

export function addFailure(tally: Tally, status: AttemptStatus, kind: string, atMs: number): void {
  tally[status]++
  const kinds = (tally.failures ??= new Map())
  const name = kinds.size < KINDS_PER_ROW || kinds.has(kind) ? kind : '(other)'
  kinds.set(name, (kinds.get(name) ?? 0) + 1)
  if (atMs < tally.firstFailureMs) tally.firstFailureMs = atMs
  if (atMs > tally.lastFailureMs) tally.lastFailureMs = atMs
}

export function outcomeRow(tally: Tally): OutcomeRow {
  return {
    sent: tally.sent,
    deferred: tally.deferred,
    bounced: tally.bounced,
    expired: tally.expired,
    suspended: tally.suspended,
    failures: countsOf(tally.failures ?? new Map<string, number>()),
    firstFailureAt: isoOrNull(tally.firstFailureMs),
    lastFailureAt: isoOrNull(tally.lastFailureMs),
  }
}

/** Counts as an object, the biggest first. Names become readable text. */
export function countsOf(counts: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, count]) => [textOfLatin1(name), count]))
}

/** ISO 8601 with milliseconds, or null for what is no time (or lies outside of the calendar). */
export function isoOrNull(atMs: number): string | null {
  return Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : null
}

export function increment(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by)
}
