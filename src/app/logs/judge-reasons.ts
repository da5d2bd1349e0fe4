import type { PatternFact } from '../../domain/facts/text-facts.ts'
import type { FailureKind } from './failure-kind.ts'
import type { FoundIncident } from './find-incidents.ts'
import type { CauseOf, Judged, Reason } from './reasons.ts'
import type { Counters } from './tally.ts'

/** So large a share is as good as all. */
const MOST = 0.8

/** What each kind of reason points at, with what all lines of the log show beside it. */
export type Judgements = ReadonlyMap<Reason, Judged | null>

/**
 * Weighs the patterns of a failure together with its words. Where the words decide by themselves, patterns change nothing; where both together
 * decide nothing, what the words point at stays.
 */
export function judgeReasons(
  counters: Counters,
  patterns: readonly PatternFact[],
  incidents: readonly FoundIncident[],
  causeOf: CauseOf,
): Judgements {
  const judgements = new Map<Reason, Judged | null>()
  for (const [reason, { kind }] of counters.byReason) {
    const shown = patterns.filter((pattern) => isOf(kind, pattern) && bears(pattern, kind, counters, incidents))
    judgements.set(reason, judge(reason, shown, causeOf))
  }
  return judgements
}

function judge({ judged, fact }: Reason, patterns: readonly PatternFact[], causeOf: CauseOf): Judged | null {
  if (patterns.length === 0 || fact === undefined) return judged
  return judged === null || judged.standing === 'possible' ? (causeOf([fact], patterns) ?? judged) : judged
}

/** The cause that most failures of one kind point at, and how many do. */
export function mostly(kind: FailureKind, counters: Counters, judgements: Judgements): Judged | null {
  const counts = new Map<string, { readonly judged: Judged | null; count: number }>()
  for (const [reason, { kind: its, count }] of counters.byReason) {
    if (its !== kind) continue
    const judged = judgements.get(reason) ?? null
    const same = counts.get(judged?.cause ?? '')
    if (same === undefined) counts.set(judged?.cause ?? '', { judged, count })
    else same.count += count
  }
  let most: { readonly judged: Judged | null; readonly count: number } = { judged: null, count: 0 }
  for (const one of counts.values()) if (one.count > most.count) most = one
  return most.judged
}

function isOf({ reason }: FailureKind, { symptom, stage }: PatternFact): boolean {
  return reason.symptom === symptom && (reason.stage ?? undefined) === stage
}

/** Each destination failed at some time or other: that means something only where little else happened. */
function bears(
  { pattern }: PatternFact,
  failing: FailureKind,
  { attempts }: Counters,
  incidents: readonly FoundIncident[],
): boolean {
  if (pattern !== 'all-destinations') return true
  const tried = attempts.sent + attempts.deferred + attempts.bounced + attempts.expired
  return (
    failing.count >= MOST * tried ||
    incidents.some(({ kind, scope }) => kind === failing && scope === 'all-destinations')
  )
}
