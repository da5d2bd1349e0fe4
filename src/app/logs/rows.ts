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
  /** Of `sent`, over IPv4. */
  sentOver4: number
  /** Octets of the smallest message sent; infinity where no size is known. */
  smallestSent: number
  failures: Map<string, { count: number }> | undefined
  firstFailureMs: number
  lastFailureMs: number
}

/** Name of the row that holds what was folded. */
export const OTHER = '(other)'

/** Rows by name, at most so many. Past the limit the rows that matter least are folded into one, so that sums stay exact. */
export interface Rows {
  /** To be counted in at once: the next new name may fold it. */
  row(name: string): Tally
  find(name: string): Tally | undefined
  /** Those with the most failures first. */
  readonly entries: () => readonly (readonly [string, Tally])[]
  size(): number
  /** Rows that were folded; a name that comes back counts again. */
  folded(): number
  /** The sum of them. */
  other(): Tally
}

const KINDS_PER_ROW = 32

export function createRows(limit: number): Rows {
  const rows = new Map<string, Tally>()
  const other = createRow()
  /** Rows that were folded, to be used again: a million new names then make no garbage but themselves. */
  const spare: Tally[] = []
  let folded = 0

  /** Folds the half with the fewest failures and, among equals, the fewest deliveries. */
  function fold(): void {
    const keep = Math.ceil(limit / 2)
    const weights = Float64Array.from(rows.values(), weightOf).sort()
    const least = weights[weights.length - keep] ?? 0
    let room = keep
    for (const weight of weights) if (weight > least) room--
    for (const [name, tally] of rows) {
      const weight = weightOf(tally)
      if (weight > least) continue
      if (weight === least && room-- > 0) continue
      rows.delete(name)
      folded++
      addRow(other, tally)
      clearRow(tally)
      spare.push(tally)
    }
  }

  return {
    row(name) {
      let tally = rows.get(name)
      if (tally !== undefined) return tally
      if (rows.size >= limit) fold()
      tally = spare.pop() ?? createRow()
      rows.set(name, tally)
      return tally
    },
    find: (name) => rows.get(name),
    entries: () => [...rows].sort(([a, x], [b, y]) => failed(y) - failed(x) || total(y) - total(x) || (a < b ? -1 : 1)),
    size: () => rows.size,
    folded: () => folded,
    other: () => other,
  }
}

export function createRow(): Tally {
  return {
    sent: 0,
    deferred: 0,
    bounced: 0,
    expired: 0,
    suspended: 0,
    softFailures: 0,
    sentOver4: 0,
    smallestSent: Number.POSITIVE_INFINITY,
    failures: undefined,
    firstFailureMs: Number.POSITIVE_INFINITY,
    lastFailureMs: Number.NEGATIVE_INFINITY,
  }
}

function clearRow(tally: Tally): void {
  const failures = tally.failures
  failures?.clear()
  Object.assign(tally, createRow(), { failures })
}

/** Adds one row's counts to another's. */
export function addRow(sum: Tally, tally: Tally): void {
  sum.sent += tally.sent
  sum.deferred += tally.deferred
  sum.bounced += tally.bounced
  sum.expired += tally.expired
  sum.suspended += tally.suspended
  sum.softFailures += tally.softFailures
  sum.sentOver4 += tally.sentOver4
  sum.smallestSent = Math.min(sum.smallestSent, tally.smallestSent)
  for (const [kind, { count }] of tally.failures ?? []) addKind(sum, kind, count)
  sum.firstFailureMs = Math.min(sum.firstFailureMs, tally.firstFailureMs)
  sum.lastFailureMs = Math.max(sum.lastFailureMs, tally.lastFailureMs)
}

function addKind(tally: Tally, kind: string, count: number): void {
  const kinds = (tally.failures ??= new Map())
  const name = kinds.size < KINDS_PER_ROW || kinds.has(kind) ? kind : OTHER
  const known = kinds.get(name)
  if (known === undefined) kinds.set(name, { count })
  else known.count += count
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

/** Written out: with a computed name V8 looks the field up anew each time. */
export function countOutcome(counts: Record<AttemptStatus, number>, status: AttemptStatus): void {
  switch (status) {
    case 'sent':
      counts.sent++
      return
    case 'deferred':
      counts.deferred++
      return
    case 'bounced':
      counts.bounced++
      return
    case 'expired':
      counts.expired++
  }
}

export function addFailure(tally: Tally, status: AttemptStatus, kind: string, atMs: number): void {
  countOutcome(tally, status)
  addKind(tally, kind, 1)
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
    failures: failuresOf(tally),
    firstFailureAt: isoOrNull(tally.firstFailureMs),
    lastFailureAt: isoOrNull(tally.lastFailureMs),
  }
}

function failuresOf({ failures }: Tally): Record<string, number> {
  return failures === undefined ? {} : countsOf(Array.from(failures, ([kind, { count }]) => [kind, count] as const))
}

/** Counts as an object, the biggest first. Names become readable text. */
export function countsOf(counts: Iterable<readonly [name: string, count: number]>): Record<string, number> {
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
