import { defineCause } from '../../domain/cause.ts'
import { clue, deaths } from '../shared/sessions.ts'

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i

export default defineCause({
  id: 'dns/mx-private-address',
  title: 'The MX host resolves to a private address',
  locus: 'dns',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `The public DNS gives an address from a private range (RFC 1918, RFC 4193): an internal view of the zone has leaked. Nobody outside can
connect there; by chance some other host of the sender's network answers.

**Look-alikes.** Inside the same private network the address is right; then the session lives.`,
  references: ['RFC 1918', 'RFC 4193'],
  needs: ['mail.route', 'route.local', 'smtp.session'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], ['connect'], () => true).filter(({ fact }) =>
      PRIVATE.test(fact.endpoint.address),
    )
    const first = dead[0]
    if (first === undefined) return []
    const route = evidence['mail.route'].seen.filter(
      ({ fact }) =>
        fact.kind !== 'given' && fact.hosts.some(({ addresses }) => addresses.includes(first.fact.endpoint.address)),
    )
    if (route.length === 0) return []
    const source =
      first.fact.localAddress ??
      evidence['route.local'].seen.find(({ fact }) => fact.to === first.fact.endpoint.address)?.fact.source
    // From a private address of our own the MX may well be a neighbour, and the address right.
    if (source !== undefined && PRIVATE.test(source)) return []
    const known = source === undefined ? Math.log(2) : Math.log(30)
    return clue([...dead, ...route], known, 'the DNS gives a private address for the MX host', { stage: 'connect' })
  },
  remedies: (evidence) => [
    {
      title: 'The owner of the zone publishes the public address',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'record',
          zoneLine: `${evidence['mail.route'].seen[0]?.fact.hosts[0]?.name ?? '<mx host>'}. IN A <public address>`,
          owner: evidence['mail.route'].seen[0]?.fact.domain ?? '<domain>',
        },
      ],
    },
  ],
})
