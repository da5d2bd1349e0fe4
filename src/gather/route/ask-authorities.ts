import type { DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { DnsType } from '../../domain/plan/dns-plan.ts'
import type { Resolver } from '../../domain/ports.ts'
import { followAliases } from '../../wire/dns/alias.ts'
import { gatherAddresses } from './addresses.ts'

/** Name servers asked directly, at most. */
const MAX_SERVERS = 3

interface NameServer {
  readonly name: string
  /** Addresses known from glue. */
  readonly addresses: readonly string[]
}

/**
 * Asks the question of the zone's own name servers, without recursion. The delegation comes from the resolver with checking disabled,
 * or, when the resolver cannot say or says that there is none, from the parent zone's servers. Every answer on the way is returned.
 */
export async function askAuthorities(
  question: { readonly name: string; readonly type: DnsType },
  resolver: Resolver,
  patienceMs: number,
): Promise<readonly DnsAnswer[]> {
  const answers: DnsAnswer[] = []
  let servers: readonly NameServer[] = []
  const lost: string[] = []
  for (let zone = question.name; servers.length === 0; zone = parentOf(zone)) {
    // The root's servers are not bothered: a top-level domain that nobody can name is the resolver's trouble.
    if (zone === '.' || lost.length > 3) return answers
    const ns = await resolver.resolve({ kind: 'dns', name: zone, type: 'NS', checkingDisabled: true, patienceMs })
    answers.push(ns)
    servers = nameServersOf(ns, zone)
    // A resolver that denies the name denies its name servers, too: the parent zone knows better.
    if (servers.length === 0 && ns.status !== 'nodata') lost.push(zone)
  }
  // Walk down again through the zones that the resolver could not, or would not, name, by the referrals of their parents.
  for (const zone of lost.toReversed()) {
    const referral = await firstAnswer(servers, { name: zone, type: 'NS' }, resolver, patienceMs, answers)
    if (referral === undefined) return answers
    const below = nameServersOf(referral, zone)
    if (below.length > 0) servers = below
  }
  const asked = await Promise.all(
    servers.slice(0, MAX_SERVERS).map((server) => askOne(server, question, resolver, patienceMs)),
  )
  return [...answers, ...asked.flat()]
}

function parentOf(zone: string): string {
  const dot = zone.indexOf('.')
  return dot === -1 ? '.' : zone.slice(dot + 1)
}

/** NS records of the zone from the answer or from a referral, with glue. */
function nameServersOf(answer: DnsAnswer, zone: string): NameServer[] {
  const direct = followAliases(answer.records, answer.name, 'NS').records
  const referred = (answer.authority ?? []).filter((record) => record.type === 'NS' && record.name === zone)
  return [...direct, ...referred].flatMap((record) => {
    if (record.type !== 'NS') return []
    const addresses = (answer.glue ?? []).flatMap((glue) =>
      'address' in glue && glue.name === record.target ? [glue.address] : [],
    )
    return [{ name: record.target, addresses }]
  })
}

async function firstAnswer(
  servers: readonly NameServer[],
  question: { readonly name: string; readonly type: DnsType },
  resolver: Resolver,
  patienceMs: number,
  answers: DnsAnswer[],
): Promise<DnsAnswer | undefined> {
  for (const server of servers.slice(0, MAX_SERVERS)) {
    const [answer] = await askOne(server, question, resolver, patienceMs)
    if (answer === undefined) continue
    answers.push(answer)
    if (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN') return answer
  }
  return undefined
}

async function askOne(
  server: NameServer,
  question: { readonly name: string; readonly type: DnsType },
  resolver: Resolver,
  patienceMs: number,
): Promise<readonly DnsAnswer[]> {
  const known =
    server.addresses.length > 0 ? server.addresses : (await gatherAddresses(server.name, resolver)).addresses
  // One address a server, IPv4 first: many of us have no IPv6 route, and that would look like a dead name server.
  const address = known.find((each) => !each.includes(':')) ?? known[0]
  if (address === undefined) return []
  return [await resolver.resolve({ kind: 'dns', ...question, server: address, recursionDesired: false, patienceMs })]
}
