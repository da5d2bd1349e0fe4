import type { Sight } from '../../../domain/evidence.ts'
import type { Observation } from '../../../domain/observation.ts'
import type { DeadSession } from '../../shared/sessions.ts'

/** Rules of our own firewall that match the failing port and have not been idle. `sure` ones match whatever the user, rate or interface. */
export function rulesFor(
  rules: Sight<'firewall.local'>,
  dead: readonly DeadSession[],
  action: 'drop' | 'reject' | 'redirect',
  { sure = true }: { readonly sure?: boolean } = {},
): readonly Observation<'firewall.local'>[] {
  const ports = new Set(dead.map(({ fact }) => fact.endpoint.port))
  return rules.seen.filter(
    ({ fact }) =>
      // A rule that only may concern us must have been seen at work.
      (sure ? fact.action === action && fact.packets !== 0 : fact.would === action && (fact.packets ?? 0) > 0) &&
      fact.ports.some((port) => ports.has(port)),
  )
}

/** A private source address behind a private gateway: a container or a NAT, whose host may filter where we cannot look. */
export function mayBeContained(routes: Sight<'route.local'>): boolean {
  return routes.seen.some(({ fact }) => fact.gateway !== undefined && /^172\.(1[6-9]|2\d|3[01])\./.test(fact.gateway))
}
