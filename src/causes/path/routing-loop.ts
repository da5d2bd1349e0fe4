import { scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { deathClue } from '../shared/clue.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { isProhibited, isSilence, isUnreachable } from '../shared/outcomes.ts'
import { peerAddress, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { DECISIVE } from '../shared/weights.ts'
import { loopIn, tooFarFor } from './shared/hops.ts'

/** What Linux starts with; the longest ways of the internet take about half of it. */
const USUAL_HOP_LIMIT = 64

export default defineCause({
  id: 'path/routing-loop',
  title: 'Our packets use up their hops before they reach the receiver',
  locus: 'path',
  stages: ['connect'],
  persistence: 'unknown',
  prior: -3,
  decidedBy:
    '`traceroute`: the same routers answer again and again, or the way is longer than `sysctl net.ipv4.ip_default_ttl`',
  explanation: `Each router takes one from the hops that a packet may still go (TTL, hop limit), and the one that counts to zero drops it and says so
by ICMP (time exceeded), which connect(2) tells as "No route to host". Two or more routers send our packets to one another, each holding that the other
is nearer to the receiver; or this host gives its packets fewer hops than the way has.

**Look-alikes.** A router that says "host unreachable" brings the same error, and no router stands on the way twice. A filter that refuses mail alone lets a
trace come through as well, yet not farther than our own packets may go.`,
  references: ['RFC 792', 'RFC 1812 §5.3.1', 'RFC 4443 §3.3'],
  needs: ['smtp.session', 'route.local', 'route.trace'],
  weigh(evidence) {
    const dead = deaths(
      evidence['smtp.session'],
      ['connect'],
      (outcome) => isSilence(outcome) || (isUnreachable(outcome) && !isProhibited(outcome)),
    )
    return dead.slice(0, 1).flatMap((one) => {
      const { address } = one.fact.endpoint
      const far = tooFarFor(evidence, address)
      if (far !== undefined)
        return deathClue(
          [one],
          DECISIVE,
          `packets of this host may take ${far.hopLimit} hops, and a trace came ${far.hops} hops far`,
          { decides: 'proves', with: [far.route, far.trace] },
        )
      const round = evidence['route.trace'].seen.find(({ fact }) => fact.to === address && loopIn(fact).length > 0)
      return round === undefined
        ? []
        : deathClue([one], DECISIVE, `packets go round between ${loopIn(round.fact).join(' and ')}`, {
            decides: 'proves',
            with: [round],
          })
    })
  },
  locusFor: (evidence) => (tooFarFor(evidence, peerAddress(evidence)) === undefined ? 'path' : 'sender'),
  persistenceFor: (evidence) => (tooFarFor(evidence, peerAddress(evidence)) === undefined ? 'unknown' : 'until-fixed'),
  remedies(evidence) {
    const address = peerAddress(evidence)
    const far = tooFarFor(evidence, address)
    if (far !== undefined) return [moreHops(address, far.route.fact.device)]
    const round = evidence['route.trace'].seen.find(({ fact }) => fact.to === address && loopIn(fact).length > 0)
    const names = round === undefined ? [] : loopIn(round.fact)
    const routers = names.length === 0 ? '' : ` (${names.join(', ')})`
    const begins = round?.fact.hops.find((hop) => hop.address === names[0])?.ttl
    const arePrivate = names.length > 0 && names.every((one) => ['private', 'cgnat'].includes(scopeOf(one) ?? ''))
    return [
      {
        title: 'Tell those who run the routers among which the packets go round',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: `our access provider, and ${postmasterByAnotherWay(evidence)}`,
            text: `Packets to ${address} go round between routers${routers} until their hops are used up. Please look at the routes to ${address} there.`,
          },
          sh(
            `traceroute -n ${address}`,
            [
              ...(begins === undefined ? [] : [`the loop begins at hop ${begins}: a low number lies near us`]),
              arePrivate
                ? 'private addresses stand in no whois: first our own network and its tunnels, then the access provider'
                : 'the owner of each address: whois',
            ].join('; '),
          ),
        ],
      },
    ]
  },
})

/** For IPv6 each device has a limit of its own, and that of `all` changes none of them; sysctl(8) writes a dot in its name as a slash. */
function moreHops(address: string, device: string | undefined): Remedy {
  const name = address.includes(':')
    ? `net.ipv6.conf.${isPlainName(device) ? device.replaceAll('.', '/') : 'DEVICE'}.hop_limit`
    : 'net.ipv4.ip_default_ttl'
  return {
    title: 'Give the packets of this host as many hops as others do',
    applies: 'after-review',
    ...kernelSettings(
      { [name]: USUAL_HOP_LIMIT },
      `a route may have a hoplimit of its own: \`ip route get ${address}\``,
    ),
  }
}
