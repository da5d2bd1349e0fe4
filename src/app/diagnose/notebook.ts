import type { Evidence } from '../../domain/evidence.ts'
import {
  observationId,
  type FactKind,
  type Facts,
  type Observation,
  type ObservationId,
  type Source,
} from '../../domain/observation.ts'
import type { Clock } from '../../domain/ports.ts'

/** Where a run writes down what it sees. A provisional fact (a session still waiting) may be amended; its id stays. */
export interface Notebook {
  note<K extends FactKind>(kind: K, fact: Facts[K], source?: Source): ObservationId
  amend<K extends FactKind>(id: ObservationId, kind: K, fact: Facts[K]): void
  /** We could not look at facts of this kind: why. */
  blind(kind: FactKind, why: string): void
  evidence(): Evidence
}

export function openNotebook(clock: Clock, run: string): Notebook {
  const observations = new Map<ObservationId, Observation>()
  const blind: { [K in FactKind]?: string } = {}
  return {
    note(kind, fact, source = { kind: 'probe', run }) {
      const id = observationId(observations.size + 1)
      observations.set(id, { id, kind, fact, at: clock.now(), source } as Observation)
      return id
    },
    amend(id, kind, fact) {
      const before = observations.get(id)
      if (before !== undefined) observations.set(id, { ...before, kind, fact } as Observation)
    },
    blind(kind, why) {
      blind[kind] ??= why
    },
    evidence: () => ({ observations: [...observations.values()], blind: { ...blind } }),
  }
}
