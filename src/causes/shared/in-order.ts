import type { ObservationId } from '../../domain/observation.ts'

/** Observations in the order in which they were made (`o2` before `o10`), so that the order of the document does not matter. */
export function inOrder<O extends { readonly id: ObservationId }>(observations: readonly O[]): readonly O[] {
  return observations.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
