import type { Sight } from '../../../domain/evidence.ts'
import type { TraceFact } from '../../../domain/facts/host-facts.ts'
import type { Observation } from '../../../domain/observation.ts'

/** Seen at so many places of one way, with others between them, a router gets the same packets again and again. */
const ROUNDS = 3

/** The routers among which packets go round, in their order; none where they do not. */
export function loopIn({ hops, reached }: TraceFact): readonly string[] {
  if (reached) return []
  const named = hops.flatMap(({ address }) => address ?? [])
  const visits = named.filter((address, index) => address !== named[index - 1])
  const again = visits.find((address) => visits.filter((one) => one === address).length >= ROUNDS)
  if (again === undefined) return []
  const from = visits.indexOf(again)
  return visits.slice(from, visits.indexOf(again, from + 1))
}

/** A trace, which sets the hops of its own packets, came farther than ours to the same address may. */
export interface TooFar {
  readonly route: Observation<'route.local'>
  readonly trace: Observation<'route.trace'>
  readonly hopLimit: number
  readonly hops: number
}

export function tooFarFor(
  evidence: { readonly 'route.local': Sight<'route.local'>; readonly 'route.trace': Sight<'route.trace'> },
  address: string,
): TooFar | undefined {
  const trace = evidence['route.trace'].seen.find(({ fact }) => fact.to === address)
  const route = evidence['route.local'].seen.find(({ fact }) => fact.to === address)
  const hopLimit = route?.fact.hopLimit
  if (trace === undefined || route === undefined || hopLimit === undefined) return undefined
  const hops = farthest(trace.fact)
  return hops > hopLimit ? { route, trace, hopLimit, hops } : undefined
}

/** Hops to the address itself, or to the last router that answered. */
function farthest({ hops, to }: TraceFact): number {
  const end = hops.find(({ address }) => address === to) ?? hops.findLast(({ address }) => address !== undefined)
  return end?.ttl ?? 0
}
