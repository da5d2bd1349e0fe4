import { readAddress } from '../domain/address.ts'
import type { Destination } from '../domain/destination.ts'
import { domainOfMailbox } from '../domain/envelope-address.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { MailRoute } from '../domain/facts/dns-facts.ts'
import { isPlainName } from '../domain/plain-name.ts'

/** Where the failed mail goes, as far as the evidence tells. `endpoint`: where it failed, `mx1.example.org [192.0.2.1]:25`. */
export function destinationOf(evidence: Evidence, endpoint: string | undefined): Destination {
  const [, host, peer, port] = /^(?:(\S+) )?\[([^\]]+)\]:(\d+)$/.exec(endpoint ?? '') ?? []
  const route = routeTo(evidence, host ?? peer)
  const address = [peer, firstOf(evidence, 'address')].find(
    (one) => one !== undefined && readAddress(one) !== undefined,
  )
  const domain = route === undefined || route.kind === 'given' ? recipientDomain(evidence) : route.domain
  const name = host ?? peer
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(route?.kind === 'given' && name !== undefined && (name === peer || isPlainName(name))
      ? { relay: { host: name, port: Number(port) } }
      : {}),
    ...(address === undefined ? {} : { address }),
  }
}

/** The route that leads to this host; the only one there is when nothing was reached. */
function routeTo(evidence: Evidence, host: string | undefined): MailRoute | undefined {
  const routes = evidence.observations.flatMap((o) => (o.kind === 'mail.route' ? [o.fact] : []))
  const through = routes.find(({ hosts }) => hosts.some(({ name }) => name.toLowerCase() === host?.toLowerCase()))
  return through ?? (routes.length === 1 ? routes[0] : undefined)
}

/** The domain of the first recipient that a report or our own session names. */
function recipientDomain(evidence: Evidence): string | undefined {
  const sessions = evidence.observations.flatMap((o) =>
    o.kind === 'smtp.session' && o.fact.role === 'baseline' ? (o.fact.plan.envelope?.to ?? []) : [],
  )
  // What is no plain name came from a text that was misread.
  return [domainOfMailbox(firstOf(evidence, 'recipient') ?? sessions[0]), firstOf(evidence, 'domain')].find(isPlainName)
}

function firstOf(evidence: Evidence, member: 'recipient' | 'domain' | 'address'): string | undefined {
  for (const o of evidence.observations) if (o.kind === 'symptom' && o.fact[member] !== undefined) return o.fact[member]
  return undefined
}
