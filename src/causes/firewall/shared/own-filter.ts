import type { Sight } from '../../../domain/evidence.ts'
import type { Observation } from '../../../domain/observation.ts'
import type { DeadSession } from '../../shared/sessions.ts'

type Action = 'drop' | 'reject' | 'redirect'
type RuleSeen = Observation<'firewall.local'>

/** Rules of our own firewall that stop the failing port whatever the user, rate or interface, and have not been idle. */
export function rulesFor(
  rules: Sight<'firewall.local'>,
  dead: readonly DeadSession[],
  action: Action,
): readonly RuleSeen[] {
  return rulesAbout(rules, dead).filter(({ fact }) => fact.action === action && fact.packets !== 0)
}

/** Rules that do so under a condition. One with a counter must have been seen at work; nft counts only where it is told to. */
export function rulesThatMay(
  rules: Sight<'firewall.local'>,
  dead: readonly DeadSession[],
  action: Action,
): readonly RuleSeen[] {
  return rulesAbout(rules, dead).filter(({ fact }) => fact.would === action && fact.packets !== 0)
}

function rulesAbout(rules: Sight<'firewall.local'>, dead: readonly DeadSession[]): readonly RuleSeen[] {
  const ports = new Set(dead.map(({ fact }) => fact.endpoint.port))
  return rules.seen.filter(({ fact }) => fact.ports.some((port) => ports.has(port)))
}

/** A private source address behind a private gateway: a container or a NAT, whose host may filter where we cannot look. */
export function mayBeContained(routes: Sight<'route.local'>): boolean {
  return routes.seen.some(({ fact }) => fact.gateway !== undefined && /^172\.(1[6-9]|2\d|3[01])\./.test(fact.gateway))
}
