import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import { clue } from '../../shared/clue.ts'
import type { Told } from '../../shared/told.ts'

/**
 * What speaks for a cause where a server counts our connections, by those that this host held at that moment. Other hosts may share our address, so
 * that none of ours is no proof.
 */
export function heldClues(
  told: readonly Told[],
  { seen }: Sight<'host.connections'>,
  weights: { readonly none: number; readonly some: number },
): readonly Clue[] {
  // What was reported may name no endpoint; the refusal that was met does.
  for (const one of told) {
    const { endpoint, stage } = one.fact
    const held = seen.find(({ fact }) => fact.to === endpoint?.address && fact.port === endpoint.port)
    if (held === undefined) continue
    const { open } = held.fact
    return clue(
      [one, held],
      open === 0 ? weights.none : weights.some,
      open === 0
        ? 'this host held no other connection with it at that moment'
        : `this host held ${open} more ${open === 1 ? 'connection' : 'connections'} with it at that moment`,
      stage === undefined ? {} : { stage },
    )
  }
  return []
}
