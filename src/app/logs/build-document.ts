import type { CauseId } from '../../domain/cause-id.ts'
import { resample } from '../../trend/incident.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { CauseRow, ClockReading, InputNote, LogsDocument, ReasonRow, Timeline } from './document.ts'
import type { FailureKind } from './failure-kind.ts'
import { agreedSeconds } from './failure-kind.ts'
import { logIncidents, type FoundIncident } from './find-incidents.ts'
import { judgeReasons, mostly, type Judgements } from './judge-reasons.ts'
import { nextCommands, type Asked } from './next-commands.ts'
import { findPatterns } from './patterns.ts'
import type { CauseOf, Reason } from './reasons.ts'
import type { Rows, Tally } from './rows.ts'
import { OTHER, addRow, countsOf, createRow, increment, isoOrNull, outcomeRow } from './rows.ts'
import type { Counters } from './tally.ts'
import { ATTEMPTS_KEY, FAILURES_KEY } from './tally.ts'

export interface ReadingTotals {
  readonly lines: LogsDocument['lines']
  readonly period: { readonly firstMs: number; readonly lastMs: number }
  readonly inputs: readonly InputNote[]
  /** What was opened for them. */
  readonly paths: readonly string[]
  readonly uncachedReasons: number
}

const ROWS_SHOWN = 10_000
/** So many destinations do not share a server by chance. */
const SEVERAL = 3

/** Turns counters into the document. Changes nothing, so it may be asked for while lines still come. */
export function buildDocument(counters: Counters, causeOf: CauseOf, totals: ReadingTotals): LogsDocument {
  const found = logIncidents(counters)
  const patterns = findPatterns(counters, found)
  const judgements = judgeReasons(counters, patterns, found, causeOf)
  const causeOfKind = (kind: FailureKind): CauseId | null => mostly(kind, counters, judgements)?.cause ?? null
  const incidents = found.map(({ kind, ...incident }) => ({ ...incident, cause: causeOfKind(kind) }))
  const kinds = [...counters.kinds.values()].sort((a, b) => b.count - a.count)
  const reasons = kinds.map((kind) => reasonRow(kind, causeOfKind(kind)))
  return {
    schema: 'hangup.logs/1',
    period: { start: isoOrNull(totals.period.firstMs), end: isoOrNull(totals.period.lastMs) },
    inputs: [...totals.inputs],
    lines: { ...totals.lines },
    software: countsOf(counters.software),
    attempts: { ...counters.attempts },
    suspended: counters.suspended,
    bySymptom: countsOf(failuresBy(counters, (reason) => reason.symptom)),
    byStage: countsOf(failuresBy(counters, (reason) => reason.stage ?? 'unknown')),
    byCause: countsOf(failuresBy(counters, (reason) => judgements.get(reason)?.cause ?? 'undecided')),
    causes: causeRows(counters, judgements),
    byDestination: shown(counters.destinations).map(([domain, tally]) => ({
      domain: textOfLatin1(domain),
      ...outcomeRow(tally),
    })),
    byMx: shown(counters.mxs).map(([mx, tally]) => ({
      mx: textOfLatin1(mx),
      ...outcomeRow(tally),
      softFailures: tally.softFailures,
    })),
    bySource: shown(counters.sources).map(([source, tally]) => ({
      source: textOfLatin1(source),
      ...outcomeRow(tally),
    })),
    tls: {
      byVersion: countsOf(counters.tlsVersions),
      failures: countsOf(counters.tlsFailures),
      plaintextFallbacks: countsOf(Array.from(counters.fallbacks, ([key, { count }]) => [key, count] as const)),
    },
    softFailures: countsOf(Array.from(counters.softKinds, ([key, { count }]) => [key, count] as const)),
    server: { ...counters.server },
    queue: { ...counters.queue },
    incidents,
    patterns,
    clock: kinds.flatMap(clockReading),
    reasons,
    folded: folded(counters, totals.uncachedReasons),
    timeline: timeline(counters),
    next: nextCommands(toAsk(kinds, found, counters), totals.lines.unknown - totals.lines.otherPrograms, totals.paths),
  }
}

/** The rows that matter most; the last is the sum of all others, where there are any. */
function shown(rows: Rows): readonly (readonly [string, Tally])[] {
  const entries = rows.entries()
  if (rows.folded() === 0 && entries.length <= ROWS_SHOWN) return entries
  const rest = createRow()
  addRow(rest, rows.other())
  for (const [, tally] of entries.slice(ROWS_SHOWN)) addRow(rest, tally)
  return [...entries.slice(0, ROWS_SHOWN), [OTHER, rest]]
}

function reasonRow(kind: FailureKind, cause: CauseId | null): ReasonRow {
  return {
    symptom: kind.reason.symptom,
    stage: kind.reason.stage,
    cause,
    count: kind.count,
    text: kind.example.text,
    queueId: textOfLatin1(kind.example.queueId),
    domain: textOfLatin1(kind.example.domain),
  }
}

/** What lasts comes first, then what stood out in its time; what passes by itself comes last. */
function toAsk(
  kinds: readonly FailureKind[],
  incidents: readonly FoundIncident[],
  counters: Counters,
): readonly Asked[] {
  const rank = (kind: FailureKind): number => {
    if (kind.reason.symptom === 'greylist') return 3
    const own = incidents.filter((incident) => incident.kind === kind)
    return own.length === 0 ? 2 : own.some(({ open }) => open) ? 0 : 1
  }
  return kinds
    .toSorted((a, b) => rank(a) - rank(b))
    .map((kind) => {
      const { text, queueId, domain } = kind.example
      const asked = { text, queueId: textOfLatin1(queueId), domain: textOfLatin1(domain) }
      return isCommon(kind, counters) ? { ...asked, server: textOfLatin1(kind.mx ?? '') } : asked
    })
}

/** One server has it for several destinations: to look up theirs would lead elsewhere. */
function isCommon({ mx, domains }: FailureKind, { mxs, destinations }: Counters): boolean {
  if (mx === undefined || mx === null) return false
  return domains.size >= SEVERAL || (mxs.size() === 1 && destinations.size() > 1)
}

/** A cause is as sure as it is for most of its failures. */
function causeRows(counters: Counters, judgements: Judgements): Record<string, CauseRow> {
  const rows: Record<string, CauseRow> = {}
  const byCount = [...counters.byReason].sort(([, a], [, b]) => b.count - a.count)
  for (const [reason, { count }] of byCount) {
    const judged = judgements.get(reason)
    if (judged === null || judged === undefined) continue
    const { cause, standing, title } = judged
    const before = rows[cause]
    rows[cause] = { standing, title, ...before, count: (before?.count ?? 0) + count }
  }
  return rows
}

function clockReading(kind: FailureKind): readonly ClockReading[] {
  const agreed = agreedSeconds(kind)
  if (agreed === undefined) return []
  const { symptom, stage } = kind.reason
  return [{ symptom, stage, seconds: agreed.seconds, count: agreed.count, of: kind.timed }]
}

function folded(counters: Counters, uncachedReasons: number): Record<string, number> {
  const counts: Record<string, number> = {}
  const name = (key: string, count: number): void => {
    if (count > 0) counts[key] = count
  }
  const hidden = (rows: Rows): number => Math.max(0, rows.size() - ROWS_SHOWN)
  name('destinations', counters.destinations.folded() + hidden(counters.destinations))
  name('mxs', counters.mxs.folded() + hidden(counters.mxs))
  name('sources', counters.sources.folded() + hidden(counters.sources))
  name('reasons', uncachedReasons)
  for (const [what, count] of counters.forgotten) name(what, count)
  return counts
}

function failuresBy(counters: Counters, nameOf: (reason: Reason) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [reason, { count }] of counters.byReason) increment(counts, nameOf(reason), count)
  return counts
}

function timeline(counters: Counters): Timeline {
  const attempts = counters.tried.counts(ATTEMPTS_KEY)
  const startMs = counters.tried.startMs()
  const widthMs = counters.tried.widthMs()
  return {
    start: attempts.length === 0 ? null : isoOrNull(startMs),
    bucketSeconds: widthMs / 1000,
    attempts: [...attempts],
    failures: [...resample(counters.failed, FAILURES_KEY, startMs, widthMs, attempts.length)],
  }
}
