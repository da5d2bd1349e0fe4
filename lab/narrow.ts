import type { World } from './world.ts'

/**
 * Makes one direction of the path pass packets of `mtu` octets at most, and keeps the ICMP errors that would tell (RFC 2923).
 * A locked route MTU is used: a device MTU would drop large packets in both directions.
 */
export async function narrow(world: World, direction: 'outward' | 'homeward', mtu: number): Promise<void> {
  await narrowPolitely(world, direction, mtu)
  const place = direction === 'outward' ? 'near' : 'far'
  await world.rule(place, '-A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP')
  await world.rule(place, '-A OUTPUT -p icmpv6 --icmpv6-type packet-too-big -j DROP', 6)
}

/** What makes a route the same one: an IPv6 route with another metric would stand beside it. */
const KEPT: ReadonlySet<string> = new Set(['via', 'dev', 'metric'])

/** The same narrow link with its ICMP errors, so that path MTU discovery works. */
export async function narrowPolitely(world: World, direction: 'outward' | 'homeward', mtu: number): Promise<void> {
  const place = direction === 'outward' ? 'near' : 'far'
  const { net } = world.variation
  const nets =
    direction === 'outward'
      ? [`${net.receiver}.0/24`, `${net.receiver6}::/64`]
      : [`${net.sender}.0/24`, `${net.sender6}::/64`]
  for (const [index, target] of nets.entries()) {
    const family = index === 0 ? [] : ['-6']
    const route = (await world.must(place, ['ip', ...family, 'route', 'show', target])).trim().split('\n')[0] ?? ''
    const how = route.split(/\s+/).slice(1)
    const keep = how.filter((word, at) => KEPT.has(word) || KEPT.has(how[at - 1] ?? ''))
    await world.must(place, ['ip', ...family, 'route', 'replace', target, ...keep, 'mtu', 'lock', String(mtu)])
  }
}
