import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { Failure } from './failure.ts'

/** The shortest timers for idle connections are of seconds. */
const QUIET_MS = 2_000

/** Nobody spoke for a while in the session that failed; of one that is only reported, nobody here knows. */
export function mayHaveBeenQuiet(failure: Failure | undefined, evidence: Evidence): boolean {
  const dead = observationsOf(evidence, 'smtp.session').find(({ id }) => id === failure?.shownBy)?.fact
  if (failure?.seen !== 'by-us' || dead?.death === undefined) return true
  const waits = observationsOf(evidence, 'smtp.step').flatMap(({ fact: { session, outcome } }) =>
    session === dead.session && 'afterMs' in outcome ? (outcome.afterMs ?? 0) : [],
  )
  return [...Object.values(dead.plan.pauseMs ?? {}), ...waits].some((ms) => ms >= QUIET_MS)
}
