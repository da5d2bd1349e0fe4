import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'

/** The trace whose packets came to the address itself; they go to other ports than those of mail. */
export function traceTo(traces: Sight<'route.trace'>, address: string): Observation<'route.trace'> | undefined {
  return traces.seen.find(({ fact }) => fact.to === address && fact.reached)
}
