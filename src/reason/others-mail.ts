import { domainOfMailbox } from '../domain/envelope-address.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { MailRoute } from '../domain/facts/dns-facts.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import { firstLooks } from '../domain/first-looks.ts'
import type { Observation } from '../domain/observation.ts'

/**
 * Reports about mail to somebody else: neither the domain of the recipient whom they name nor the server is one of the target's. A
 * log line that was copied along tells nothing of the target. A target that is given as a host may stand for any server.
 */
export function reportsOfOthers(evidence: Evidence): readonly Observation<'symptom'>[] {
  const routes = observationsOf(evidence, 'mail.route').map(({ fact }) => fact)
  if (routes.length === 0 || routes.some(({ kind }) => kind === 'given')) return []
  const ours = new Set([
    ...routes.map(({ domain }) => domain.toLowerCase()),
    ...observationsOf(evidence, 'mail.handover').map(({ fact }) => fact.mailFor),
    ...firstLooks(evidence).flatMap(({ fact }) => (fact.plan.envelope?.to ?? []).map(domainOfMailbox)),
  ])
  return observationsOf(evidence, 'symptom').filter(({ fact }) => {
    const domain = domainOfMailbox(fact.recipient)
    return fact.origin !== 'live' && domain !== undefined && !ours.has(domain) && !namesHostOf(routes, fact)
  })
}

/** The evidence without them: what the target is judged by. */
export function ofTheTarget(evidence: Evidence): Evidence {
  const others = new Set(reportsOfOthers(evidence).map(({ id }) => id))
  return others.size === 0
    ? evidence
    : { ...evidence, observations: evidence.observations.filter(({ id }) => !others.has(id)) }
}

function namesHostOf(routes: readonly MailRoute[], { host, address }: SymptomFact): boolean {
  return routes
    .flatMap(({ hosts }) => hosts)
    .some(
      ({ name, cname, addresses }) =>
        (host !== undefined && [name, cname].some((one) => one?.toLowerCase() === host.toLowerCase())) ||
        (address !== undefined && addresses.includes(address)),
    )
}
