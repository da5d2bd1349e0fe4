import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import { clue } from '../../shared/clue.ts'
import type { Told } from '../../shared/told.ts'

/** The connections that this host held with the server which counts them, where the kernel was asked. */
function heldWith(told: Told, { seen }: Sight<'host.connections'>): Sight<'host.connections'>['seen'] {
  const endpoint = told.fact.endpoint
  return seen.filter(({ fact }) => fact.to === endpoint?.address && fact.port === endpoint.port)
}

/**
 * What speaks for a cause where a server counts our connections, by those that this host held at that moment. Other hosts may share our address, so
 * that none of ours is no proof.
 */
export function heldClues(
  told: readonly Told[],
  connections: Sight<'host.connections'>,
  weights: { readonly none: number; readonly some: number },
): readonly Clue[] {
  const [first] = told
  const [held] = first === undefined ? [] : heldWith(first, connections)
  if (first === undefined || held === undefined) return []
  const { open } = held.fact
  return clue(
    [first, held],
    open === 0 ? weights.none : weights.some,
    open === 0
      ? 'this host held no other connection with it at that moment'
      : `this host held ${open} more ${open === 1 ? 'connection' : 'connections'} with it at that moment`,
    first.fact.stage === undefined ? {} : { stage: first.fact.stage },
  )
}
