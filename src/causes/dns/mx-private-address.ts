import { privateBlockOf, scopeOf } from '../../domain/address.ts'
import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { isPlainName } from '../../domain/plain-name.ts'
import { clue } from '../shared/clue.ts'
import { deaths } from '../shared/sessions.ts'
import { times } from '../shared/weights.ts'

export default defineCause({
  id: 'dns/mx-private-address',
  title: 'The MX host resolves to a private address',
  locus: 'dns',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: '`dig` of the MX host from a resolver outside',
  look: 'dns.other-resolver',
  explanation: `The public DNS gives an address from a private range (RFC 1918, RFC 4193): an internal view of the zone has leaked. Nobody outside can
connect there; by chance some other host of the sender's network answers.

**Look-alikes.** Inside the same private network the address is right, and then another cause keeps the session from living: a sender whose own
address lies in the same private block is never told this.`,
  references: ['RFC 1918', 'RFC 4193'],
  needs: ['mail.route', 'route.local', 'smtp.session'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['connect'], () => true).filter(({ fact }) =>
      isInternal(fact.endpoint.address),
    )
    const first = dead[0]
    if (first === undefined) return []
    const { address } = first.fact.endpoint
    const route = evidence['mail.route'].seen.filter(
      ({ fact }) => fact.kind !== 'given' && fact.hosts.some(({ addresses }) => addresses.includes(address)),
    )
    if (route.length === 0) return []
    const source =
      first.fact.localAddress ?? evidence['route.local'].seen.find(({ fact }) => fact.to === address)?.fact.source
    const known = weightFrom(source, address)
    if (known === 0) return []
    return clue([...dead, ...route], known, 'the DNS gives a private address for the MX host', { stage: 'connect' })
  },
  remedies(evidence) {
    const route = evidence['mail.route'].seen[0]?.fact
    const host = route?.hosts.find(({ addresses }) => addresses.some(isInternal)) ?? route?.hosts[0]
    const domain = route?.domain ?? 'DOMAIN'
    const address = host?.addresses.find(isInternal) ?? 'a private one'
    const type = address.includes(':') ? 'AAAA' : 'A'
    const name = isPlainName(host?.name) ? host.name : 'MX-HOST'
    return [
      {
        title: 'The owner of the zone publishes the public address',
        applies: 'by-someone-else',
        steps: [
          sh(
            `dig +trace ${type} ${name}`,
            'what everybody outside gets; where that is another address, our own resolver answers from an inner view',
          ),
          {
            kind: 'ask',
            who: `the owner of ${domain}, by another way (telephone, the contact in its SOA record)`,
            text: `The address of ${host?.name ?? 'your MX'} in the DNS is ${address}, which nobody reaches from outside your network (${rfcOf(address)}): no mail comes to you. Please publish the public address.`,
          },
          { kind: 'record', zoneLine: `${name}. IN ${type} PUBLIC-ADDRESS`, owner: domain },
        ],
      },
    ]
  },
})

/** What sets such addresses apart. */
function rfcOf(address: string): string {
  switch (scopeOf(address)) {
    case 'cgnat':
      return 'RFC 6598'
    case 'link-local':
      return address.includes(':') ? 'RFC 4291' : 'RFC 3927'
    default:
      return address.includes(':') ? 'RFC 4193' : 'RFC 1918'
  }
}

function isInternal(address: string): boolean {
  const scope = scopeOf(address)
  return scope === 'private' || scope === 'link-local' || scope === 'cgnat'
}

/** How much the private address says, seen from our own one. */
function weightFrom(source: string | undefined, address: string): number {
  if (source === undefined) return times(2)
  if (!isInternal(source)) return times(150)
  // From the same block the MX may well be a neighbour, and the address right; from another block it may be routed inside a company.
  return privateBlockOf(source) === privateBlockOf(address) ? 0 : times(100)
}
