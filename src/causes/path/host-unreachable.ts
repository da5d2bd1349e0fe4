import { readIpv4, readIpv6, scopeOf } from '../../domain/address.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isProhibited, isUnreachable } from '../shared/outcomes.ts'
import { surroundingsOf } from '../shared/port25.ts'
import { peerAddress, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { traceTo } from '../shared/trace.ts'
import { BARE_ERROR, NEAR_SURE, times } from '../shared/weights.ts'

export default defineCause({
  id: 'path/host-unreachable',
  title: 'A router reports that the receiver cannot be reached',
  locus: 'path',
  stages: ['connect'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: '`traceroute`: a router on the way answers that it cannot be reached',
  look: 'path.loss',
  explanation: `An ICMP error came back for our SYN: host unreachable (the last router found nobody at that address) or network unreachable
(a router has no route). The receiver's host is off, its address is wrong, or its network is not announced.

**Look-alikes.** A filter that answers "administratively prohibited" reaches the application as the same "No route to host", yet it
concerns one port or one source, and a trace to other ports reaches the host. A missing route on this host fails at once and needs no router.`,
  references: ['RFC 1122 §3.2.2.1', 'RFC 1812 §5.2.7.1', 'RFC 4443 §3.1'],
  needs: ['smtp.session', 'symptom', 'route.local', 'route.trace'],
  alternatives: [
    {
      cause: 'firewall/port25-egress-rejected',
      decidedBy: 'an unrelated destination (--compare), or the ICMP code and its sender in a capture',
      look: 'again.beside-another',
    },
    {
      cause: 'firewall/source-banned-by-firewall',
      decidedBy: 'the same connection from another network: a ban may hold for all addresses of ours',
      look: 'again.from-elsewhere',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const refusedHere = new Set(
      evidence['route.local'].seen.filter(({ fact }) => fact.refused !== undefined).map(({ fact }) => fact.to),
    )
    const dead = deaths(sessions, ['connect'], (outcome) => isUnreachable(outcome) && !isProhibited(outcome)).filter(
      ({ fact }) => !refusedHere.has(fact.endpoint.address),
    )
    const { alike, reached, elsewhereReached, elsewhereAlike } = surroundingsOf(sessions, dead, isUnreachable)
    const clues: Clue[] = [
      ...deathClue(
        dead,
        times(12),
        dead.some(({ fact }) => isOnLink(evidence['route.local'], fact.endpoint.address))
          ? 'nobody on our own link answers for the address of the host'
          : 'an ICMP error said that the host cannot be reached',
      ),
    ]
    clues.push(...comparedClue(dead, alike, -NEAR_SURE, 'the same answer came for unrelated destinations'))
    clues.push(...comparedClue(dead, reached, times(2), 'other servers were reached at the same time'))
    clues.push(...comparedClue(dead, elsewhereReached, -times(6), 'another vantage point reaches the address'))
    clues.push(
      ...comparedClue(dead, elsewhereAlike, times(6), 'another vantage point does not reach the address either'),
    )
    for (const one of dead.slice(0, 1)) {
      const gone = evidence['route.local'].seen.filter(
        ({ fact }) =>
          fact.to === one.fact.endpoint.address && fact.gateway !== undefined && fact.neighbourFailed === true,
      )
      clues.push(
        ...comparedClue([one], gone, -NEAR_SURE, 'nobody answers for our own gateway, so no router has spoken'),
      )
      const trace = traceTo(evidence['route.trace'], one.fact.endpoint.address)
      const says = 'packets to other ports of the host reach it, so it is there'
      if (trace !== undefined) clues.push(...deathClue([one], -times(15), says, { with: [trace] }))
    }
    if (dead.length === 0 && refusedHere.size === 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['connect.unreachable']),
          BARE_ERROR,
          'the MTA reports that there was no route to the host',
        ),
      )
    return clues
  },
  locusFor(evidence) {
    const dead = deaths(evidence['smtp.session'], ['connect'], isUnreachable)
    return surroundingsOf(evidence['smtp.session'], dead, isUnreachable).elsewhereAlike.length > 0 ? 'receiver' : 'path'
  },
  remedies(evidence) {
    const address = peerAddress(evidence)
    if (isOnLink(evidence['route.local'], address)) return [lookOnLink(address)]
    const near = lastHopNearUs(evidence['route.trace'], address)
    const trace: RemedyStep = sh(
      `tracepath -n ${address}`,
      'as root, traceroute -n -T -p 25 shows the way of mail itself',
    )
    const toTheReceiver: Remedy = {
      title:
        near === undefined
          ? 'Tell the owner of the address'
          : 'Only if our side finds nothing: tell the owner of the address',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: postmasterByAnotherWay(evidence),
          text: 'Routers report your MX address as unreachable (ICMP host or network unreachable). Please check that the host is up and that the address in the DNS is right.',
        },
        ...(near === undefined ? [trace] : []),
      ],
    }
    if (near === undefined) return [toTheReceiver]
    return [
      {
        title: 'See on our own side first: the way ends close to us',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: 'whoever runs our network, or our access provider',
            text: `Packets to ${address} are answered with an ICMP error (unreachable), and the last router that answers is ${near}, in a private network. Please look at its route to ${address}.`,
          },
          trace,
        ],
      },
      toTheReceiver,
    ]
  },
})

/** Lines with one other end have no gateway either, and routers behind it. */
const WITHOUT_NEIGHBOURS = /^(?:ppp|wg|tun|tap|gre|sit|ipip|ip6tnl|vti|he-)/

/** No router stands between us: what says that nobody is there is our own kernel, whose questions for the address went unanswered. */
function isOnLink(routes: Sight<'route.local'>, address: string): boolean {
  return routes.seen.some(
    ({ fact: { to, device, gateway, refused, source } }) =>
      to === address &&
      device !== undefined &&
      !WITHOUT_NEIGHBOURS.test(device) &&
      gateway === undefined &&
      refused === undefined &&
      isNeighbour(source, address),
  )
}

/** In one network of the usual size: 24 bits of IPv4, 64 of IPv6. */
function isNeighbour(source: string | undefined, address: string): boolean {
  const network = (text: string): string | undefined =>
    readIpv4(text)?.slice(0, 3).join('.') ?? readIpv6(text)?.slice(0, 4).join(':')
  return source !== undefined && network(source) !== undefined && network(source) === network(address)
}

function lookOnLink(address: string): Remedy {
  return {
    title: 'See whether the host is up: it is looked for on our own link',
    applies: 'needs-values',
    steps: [
      sh(
        `ip neigh show to ${address}; ip route get ${address}`,
        'FAILED or INCOMPLETE: no host on the link has the address; where it stands elsewhere, our own netmask or route is wrong',
      ),
    ],
  }
}

/** The last router that answered, where it is in private space and the target is not: such addresses are used at home and at the provider. */
function lastHopNearUs(traces: Sight<'route.trace'>, target: string): string | undefined {
  if (isHome(target)) return undefined
  const trace = traces.seen.find(({ fact }) => fact.to === target && !fact.reached)
  const last = trace?.fact.hops.findLast(({ address }) => address !== undefined)?.address
  return last !== undefined && isHome(last) ? last : undefined
}

function isHome(address: string): boolean {
  const scope = scopeOf(address)
  return scope === 'private' || scope === 'cgnat'
}
