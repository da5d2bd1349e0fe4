import type { FactKind, Observation } from './observation.ts'

/** All that was seen, and what could not be looked at (with the reason). */
export interface Evidence {
  readonly observations: readonly Observation[]
  readonly blind: { readonly [K in FactKind]?: string }
}

/** What there is of one kind. Empty and blind are different answers: `blind` says why nobody could look. */
export interface Sight<K extends FactKind> {
  readonly seen: readonly Observation<K>[]
  readonly blind?: string
}

/** The evidence as one cause may read it: only the kinds that it declared. */
export type View<K extends FactKind = FactKind> = { readonly [P in K]: Sight<P> }

export const NO_EVIDENCE: Evidence = { observations: [], blind: {} }

/** The same observations by their kinds. Some hundred and fifty causes ask for their few, again and again. */
const kinds = new WeakMap<readonly Observation[], ReadonlyMap<FactKind, readonly Observation[]>>()

function kindsOf(observations: readonly Observation[]): ReadonlyMap<FactKind, readonly Observation[]> {
  const known = kinds.get(observations)
  if (known !== undefined) return known
  const found = Map.groupBy(observations, ({ kind }) => kind)
  kinds.set(observations, found)
  return found
}

/** All observations of one kind, in the order of the document. */
export function observationsOf<K extends FactKind>(evidence: Evidence, kind: K): readonly Observation<K>[] {
  // Just the observations of this kind stand there, which TypeScript cannot follow through the map.
  return (kindsOf(evidence.observations).get(kind) ?? []) as readonly Observation<K>[]
}

/** Narrows the evidence to the kinds in `needs`. */
export function view<const K extends FactKind>(evidence: Evidence, needs: readonly K[]): View<K> {
  const sights: { [P in K]?: Sight<K> } = {}
  for (const kind of needs) {
    const seen = observationsOf(evidence, kind)
    const blind = evidence.blind[kind]
    sights[kind] = blind === undefined ? { seen } : { seen, blind }
  }
  // Just the observations of each kind stand there, which TypeScript cannot follow through the mapped type.
  return sights as View<K>
}
