import { type Clue, defineCause } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { clue, deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { afterMs, type DeadSession, deaths, endedBy, firstLooks } from '../shared/sessions.ts'
import { reported } from '../shared/told.ts'
import { traceTo } from '../shared/trace.ts'
import { HINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'

/** The kernel answers from its own table before any packet could travel. */
const AT_ONCE_MS = 2

/** What connect(2) says when the routing table itself refuses. */
const LOCAL_REFUSALS: ReadonlySet<string> = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EACCES', 'EINVAL'])

const withoutIpv6: Remedy = {
  title: 'Without IPv6, do not try IPv6',
  applies: 'after-review',
  on: 'our-server',
  levers: [{ lever: 'family.prefer-ipv4' }],
}

export default defineCause({
  id: 'sender/no-route',
  title: 'The sending host has no route to the receiver',
  locus: 'sender',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "`ip route get` of the receiver's address on the sending host",
  look: 'route',
  explanation: `The kernel refuses the connection before a packet leaves: \`Network is unreachable\` (no default route, interface down, a prohibit route, no IPv6 at all). Every destination of that
address family fails alike. Or the way leads to a gateway that nobody on the link answers for: it is down, or the route is a mistake, be it for one port alone.

**Look-alikes.** A router on the way that reports "no route to host" by ICMP: that takes a round trip and comes from its address. IPv6 without a route beside a working IPv4 delays and
does no harm.`,
  references: ['RFC 1122 §3.3.1', 'connect(2) ENETUNREACH'],
  needs: ['smtp.session', 'symptom', 'route.local', 'route.trace'],
  alternatives: [
    { cause: 'path/host-unreachable', decidedBy: 'ip route get ADDRESS on the sending host', look: 'route' },
  ],
  weigh(evidence) {
    // An unreachable, prohibit or blackhole route gives other words than no route at all.
    const local = deaths(
      evidence['smtp.session'],
      ['connect'],
      (outcome) => outcome.kind === 'errno' && LOCAL_REFUSALS.has(outcome.errno),
    )
    const dead = local.filter(({ fact }) =>
      endedBy(fact, (outcome) => outcome.kind === 'errno' && outcome.errno === 'ENETUNREACH'),
    )
    const families = new Set(local.map(({ fact }) => familyOf(fact.endpoint.address)))
    const onward = firstLooks(evidence['smtp.session']).filter(
      ({ fact }) => local.length > 0 && !families.has(familyOf(fact.endpoint.address)),
    )
    const refused = evidence['route.local'].seen.filter(({ fact }) => fact.refused !== undefined)
    const atOnce = dead.filter((one) => (afterMs(one) ?? Number.POSITIVE_INFINITY) <= AT_ONCE_MS)
    const told = reported(evidence.symptom, ['connect.unreachable']).filter(({ fact }) =>
      /network is unreachable|ENETUNREACH|10051/i.test(fact.words),
    )
    const speaks = [
      ...deathClue(dead, HINT, 'the kernel says that the network is unreachable'),
      ...(local.length > 0 || told.length > 0
        ? clue(refused, NEAR_SURE, `the routing table of this host has no way: ${refused[0]?.fact.refused ?? ''}`, {
            stage: 'connect',
            ...provesIf(local.length > 0 && onward.length === 0),
          })
        : []),
      ...local.slice(0, 1).flatMap((one) => anotherGateway(one, evidence)),
      ...local.slice(0, 1).flatMap((one) => deadGateway(one, evidence['route.local'])),
      ...deathClue(atOnce, STRONG, 'it said so at once, without asking a router'),
      ...toldClue(told, times(4), 'the MTA reports that the network is unreachable', { stage: 'connect' }),
    ]
    if (speaks.length === 0) return []
    return [
      ...speaks,
      ...clue(onward, -NEAR_SURE, 'over the other address family our packets leave this host, so mail is sent there'),
    ]
  },
  remedies: (evidence) => [
    refusingRoute(evidence['route.local'], peerPort(evidence)) ??
      anotherWay(evidence['route.local']) ?? {
        title: 'Give the host a route',
        applies: 'needs-values',
        costs: 'what goes by the present default route ends, a login to this host perhaps among it',
        on: 'our-server',
        steps: [
          sh('ip route show default; ip -6 route show default; ip -br address', 'what there is now'),
          sh(
            'ip route replace default via GATEWAY dev INTERFACE',
            'holds until the next boot; to keep it, put it into the configuration of the network',
          ),
        ],
        undo: [
          sh(
            'ip route del default via GATEWAY dev INTERFACE',
            'then `ip route add` with the default route that was printed, if there was one',
          ),
        ],
      },
    ...(deaths(evidence['smtp.session']).some(({ fact }) => familyOf(fact.endpoint.address) === 4)
      ? []
      : [withoutIpv6]),
  ],
})

/** Kinds of routes that somebody has set (ip-route(8)); that there is none at all is another matter. */
const REFUSING: readonly string[] = ['prohibit', 'unreachable', 'blackhole']

/** Somebody told the host to refuse: another default route changes nothing about that. undefined: there is no such route. */
function refusingRoute({ seen }: Sight<'route.local'>, port: number): Remedy | undefined {
  const refused = seen.find(({ fact }) => REFUSING.includes(fact.refused ?? ''))?.fact
  if (refused?.refused === undefined) return undefined
  const ip = familyOf(refused.to) === 6 ? 'ip -6' : 'ip'
  return {
    title: `Find who set the ${refused.refused} route to ${refused.to}, and take it away if nobody wants it`,
    applies: 'needs-values',
    on: 'our-server',
    steps: [
      sh(
        `${ip} rule; ${ip} route show table all | grep -E "^(blackhole|unreachable|prohibit)"`,
        'which prefix it is for, in which table, and which traffic a rule leads there; a ban tool or a routing daemon may have set it on purpose',
      ),
      sh(
        `${ip} route get ${refused.to} ipproto tcp dport ${port}`,
        'what the kernel does with this port: where other traffic has a way, a rule leads the port to the table of the route',
      ),
      sh(`${ip} route del ${refused.refused} PREFIX table TABLE`),
    ],
    undo: [sh(`${ip} route add ${refused.refused} PREFIX table TABLE`)],
  }
}

/** Nobody on our link answers for the address of the gateway: what says that there is no way is our own kernel. */
function deadGateway(dead: DeadSession, { seen }: Sight<'route.local'>): readonly Clue[] {
  const route = seen.find(({ fact }) => fact.to === dead.fact.endpoint.address && fact.gateway !== undefined)
  if (route?.fact.neighbourFailed !== true) return []
  const { gateway, device } = route.fact
  const says = `the way leads to the gateway ${gateway}, and nobody on ${device ?? 'the link'} answers for that address`
  return deathClue([dead], NEAR_SURE, says, { with: [route] })
}

/** The gateway is down, or the route to it is a mistake. undefined: a gateway is there. */
function anotherWay({ seen }: Sight<'route.local'>): Remedy | undefined {
  const route = seen.find(({ fact }) => fact.neighbourFailed === true && fact.gateway !== undefined)?.fact
  if (route?.gateway === undefined) return undefined
  const ip = familyOf(route.to) === 6 ? 'ip -6' : 'ip'
  return {
    title: `Bring the gateway ${route.gateway} back, or take the way to ${route.to} by another`,
    applies: 'needs-values',
    on: 'our-server',
    steps: [
      sh(
        `${ip} route show match ${route.to}; ${ip} neigh show dev ${route.device ?? 'DEVICE'}`,
        'which route leads there, and which neighbours are alive; FAILED is one that nobody answers for',
      ),
      sh(`${ip} route replace PREFIX via GATEWAY dev ${route.device ?? 'DEVICE'}`, 'where the route is a mistake'),
    ],
    undo: [sh(`${ip} route replace PREFIX via ${route.gateway} dev ${route.device ?? 'DEVICE'}`)],
  }
}

/** This port goes to one gateway, and a trace to other ports of the host goes by another and arrives. */
function anotherGateway(
  dead: DeadSession,
  evidence: { readonly 'route.local': Sight<'route.local'>; readonly 'route.trace': Sight<'route.trace'> },
): readonly Clue[] {
  const { address, port } = dead.fact.endpoint
  const route = evidence['route.local'].seen.find(({ fact }) => fact.to === address)
  const trace = traceTo(evidence['route.trace'], address)
  const gateway = route?.fact.gateway
  const hop = trace?.fact.hops.find(({ ttl }) => ttl === 1)?.address
  if (route === undefined || trace === undefined || gateway === undefined || hop === undefined || hop === gateway)
    return []
  const says = `connections to port ${port} go by ${gateway}, and what reaches the host goes by ${hop}`
  return deathClue([dead], times(6), says, { with: [route, trace] })
}
