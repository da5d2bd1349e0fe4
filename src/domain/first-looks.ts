import { observationsOf, type Evidence } from './evidence.ts'
import type { Observation } from './observation.ts'

/**
 * Our own first sessions with the addresses of the target, led as a sender would, in the order of the route. The arms of an experiment
 * die on purpose and are never among them.
 */
export function firstLooks(evidence: Evidence): readonly Observation<'smtp.session'>[] {
  return observationsOf(evidence, 'smtp.session').filter(({ fact }) => fact.role === 'baseline')
}
