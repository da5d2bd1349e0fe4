import type { RouteFact } from '../../domain/facts/host-facts.ts'
import type { Files } from '../../domain/ports.ts'

/** The route with the hops that packets of this host may take: its own where it has one, otherwise what the kernel gives all packets. */
export async function withHopLimit(files: Files, route: RouteFact): Promise<RouteFact> {
  if (route.hopLimit !== undefined || route.refused !== undefined) return route
  const path = route.to.includes(':')
    ? `/proc/sys/net/ipv6/conf/${route.device ?? 'default'}/hop_limit`
    : '/proc/sys/net/ipv4/ip_default_ttl'
  const hopLimit = Number.parseInt((await files.readText(path)) ?? '', 10)
  return hopLimit > 0 ? { ...route, hopLimit } : route
}
