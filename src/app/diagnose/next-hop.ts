import { readAddress } from '../../domain/address.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { gatherRoute, type GatheredRoute } from '../../gather/route/gather-route.ts'
import type { Relay } from '../../mta/relay.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { SendingServer } from './sender-habits.ts'

/** The route that the mail of this host takes in place of the MX, and the port there. */
interface NextHop {
  readonly found: GatheredRoute
  readonly port: number
  /** It wants a login that is not ours. */
  readonly withoutLogin: boolean
}

/**
 * A mail server that hands the target's mail to a relay never talks to the target's MX: its failures are those of the relay. undefined:
 * there is none, or the symptom tells of another host. Of several relays the one that the symptom names, else the first.
 */
export async function findNextHop(
  { deps, options, notebook }: DiagnoseRun,
  target: ParsedTarget,
  { local, isOfAnother }: SendingServer,
  reported: readonly SymptomFact[],
): Promise<NextHop | undefined> {
  // Whoever names a host, or a port, means that one.
  if (local?.software === undefined || local.relays === undefined || target.kind !== 'domain') return undefined
  if (options.port !== undefined || isOfAnother === true) return undefined
  const { software, relayedBy = 'its configuration', authenticates } = local
  const routes = await Promise.all(
    local.relays.map(async (relay) => ({ relay, found: await gatherRoute(asTarget(relay), deps.resolver) })),
  )
  const named = reported.filter(({ host, address }) => host !== undefined || address !== undefined)
  const [chosen] =
    named.length === 0 ? routes : routes.filter(({ found }) => named.some((fact) => leadsTo(found.route, fact)))
  if (chosen === undefined) return undefined
  const withoutLogin = authenticates === true && options.user === undefined
  notebook.note('mail.handover', {
    mailFor: target.domain,
    relay: nameOf(chosen.relay),
    software,
    setting: relayedBy,
    examined: 'relay',
    ...(withoutLogin ? { withoutLogin } : {}),
  })
  return { found: chosen.found, port: chosen.relay.port ?? 25, withoutLogin }
}

/** The relay as a command line names it. */
export function nameOf({ host, port }: Relay): string {
  return port === undefined ? host : `${host}:${port}`
}

function asTarget({ host, byMx }: Relay): ParsedTarget {
  // An address has no entry in the DNS that could be asked for. Postfix writes IPv6 as `[ipv6:2001:db8::1]`.
  const address = readAddress(host.replace(/^ipv6:/i, ''))
  if (address !== undefined) return { kind: 'address', address, given: host }
  return byMx === true ? { kind: 'domain', domain: host, given: host } : { kind: 'host', host, given: host }
}

/** The text names one of the route's hosts, or an address of theirs. */
function leadsTo(route: MailRoute, { host, address }: SymptomFact): boolean {
  const name = host?.toLowerCase().replace(/\.$/, '')
  return route.hosts.some(
    (one) =>
      one.name.toLowerCase() === name ||
      one.cname?.toLowerCase() === name ||
      (address !== undefined && one.addresses.includes(address)),
  )
}
