import type { FlowEnd } from '../../domain/facts/flow-facts.ts'
import { observationId, type Observation } from '../../domain/observation.ts'

/** The captured sessions as evidence for the causes. Ids go on from `first`. */
export function flowObservations(
  ends: readonly FlowEnd[],
  path: string,
  first = 1,
): readonly Observation<'flow.end'>[] {
  return ends.map((fact, index) => ({
    id: observationId(first + index),
    kind: 'flow.end',
    fact,
    at: fact.startedAt ?? 0,
    source: { kind: 'capture', path, frame: fact.marks[0]?.frames[0] ?? 0 },
  }))
}
