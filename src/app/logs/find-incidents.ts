import type { Burst } from '../../trend/incident.ts'
import { EVERYBODY, findIncidents } from '../../trend/incident.ts'
import { textOfLatin1 } from '../../wire/syslog/latin1.ts'
import type { LogIncident } from './document.ts'
import type { FailureKind } from './failure-kind.ts'
import { isoOrNull } from './rows.ts'
import type { Counters } from './tally.ts'
import { ATTEMPTS_KEY } from './tally.ts'

/** So large a share is as good as all. */
const MOST = 0.8

/** An incident before its cause is judged. */
export type FoundIncident = Omit<LogIncident, 'cause'> & { readonly kind: FailureKind }

/** Bursts over all destinations become incidents; bursts of single destinations within them say whom it hit. */
export function logIncidents(counters: Counters, limit = 50): readonly FoundIncident[] {
  const bursts = findIncidents(counters.failures, counters.tried, ATTEMPTS_KEY, 5_000)
  const incidents: FoundIncident[] = []
  for (const burst of bursts) {
    if (burst.key.destination !== EVERYBODY) continue
    const parts = bursts.filter((other) => isPartOf(other, burst))
    incidents.push(...incidentOf(counters, burst, parts))
  }
  // A burst of one destination may drown in the ordinary failures of all others: then it is an incident of its own.
  for (const burst of bursts) {
    if (burst.key.destination === EVERYBODY || burst.key.destination === '') continue
    if (!bursts.some((other) => other.key.destination === EVERYBODY && isPartOf(burst, other)))
      incidents.push(...incidentOf(counters, burst, [burst]))
  }
  return incidents.sort((a, b) => b.failures - a.failures || (a.start < b.start ? -1 : 1)).slice(0, limit)
}

function isPartOf(part: Burst, whole: Burst): boolean {
  return (
    part.key.destination !== EVERYBODY &&
    part.key.symptom === whole.key.symptom &&
    part.key.stage === whole.key.stage &&
    part.startMs < whole.endMs &&
    part.endMs > whole.startMs
  )
}

function incidentOf(counters: Counters, burst: Burst, parts: readonly Burst[]): readonly FoundIncident[] {
  const { symptom, stage } = burst.key
  const kind = counters.kinds.get(`${symptom}@${stage ?? 'unknown'}`)
  if (kind === undefined) return []
  const names = [...new Set(parts.map((part) => part.key.destination))]
  const single = kind.domains.size === 1 ? [...kind.domains.keys()] : names
  // One destination had a burst of its own; the others may have had most of the failures.
  const theirs = parts.reduce((sum, part) => sum + part.failures, 0)
  const alone = single.length === 1 && (kind.domains.size === 1 || theirs >= MOST * burst.failures)
  const shareOfAll = burst.failures / Math.max(1, burst.attempts)
  const incident: FoundIncident = {
    kind,
    start: isoOrNull(burst.startMs) ?? '',
    end: isoOrNull(burst.endMs) ?? '',
    open: burst.open,
    symptom,
    stage,
    failures: burst.failures,
    attempts: burst.attempts,
    destinations: single.slice(0, 10).map((name) => textOfLatin1(name)),
    scope: alone
      ? 'one-destination'
      : shareOfAll >= MOST && kind.domains.size >= 3
        ? 'all-destinations'
        : 'some-destinations',
  }
  return [incident]
}
