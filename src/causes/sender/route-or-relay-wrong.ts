import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { reported } from '../shared/told.ts'
import { HINT, NEAR_SURE } from '../shared/weights.ts'

export default defineCause({
  id: 'sender/route-or-relay-wrong',
  title: 'The sending server hands the mail to another host than the receiver’s MX',
  locus: 'sender',
  stages: ['dns', 'connect', 'banner', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "the relay or route in the sender's configuration, beside the MX of the domain",
  explanation: `A relay host, a transport map, a route list or the smart host of a connector sends the mail somewhere else: to a host that is gone, that refuses to relay, or (brackets missing) to the MX
of the relay's name. The destination is not concerned at all.

**Look-alikes.** A fault of the destination: there the failing host is one of its MX hosts.`,
  references: ['Postfix relayhost, transport(5)'],
  needs: ['symptom', 'mail.route', 'mta.setting', 'smtp.session'],
  weigh(evidence) {
    const routes = inOrder(evidence['mail.route'].seen).filter(
      ({ fact }) => fact.kind === 'mx' || fact.kind === 'implicit',
    )
    const failing = reported(evidence.symptom).filter(
      ({ fact }) => fact.host !== undefined && isTransport(fact.symptom),
    )
    const elsewhere = failing.filter(
      ({ fact }) => routes.length > 0 && routes.every((route) => !names(route.fact, fact.host ?? '', fact.address)),
    )
    const loops = reported(evidence.symptom, ['route.loop', 'route.failed'])
    const relays = inOrder(evidence['mta.setting'].seen).filter(
      ({ fact }) => isRelaySetting(fact.name) && fact.value.trim() !== '' && !fact.isDefault,
    )
    const [first] = elsewhere
    const speaks = [
      ...(first === undefined
        ? []
        : clue(
            [...elsewhere, ...routes],
            NEAR_SURE,
            `the failing host ${first.fact.host ?? ''} is not an MX of the domain`,
            first.fact.stage === undefined ? {} : { stage: first.fact.stage },
          )),
      ...toldClue(loops, HINT, 'the MTA routes the mail in a circle, or nowhere', { stage: 'connect' }),
    ]
    return speaks.length === 0 ? [] : [...speaks, ...clue(relays, HINT, 'a relay or transport is configured')]
  },
  remedies(evidence) {
    const domain = evidence['mail.route'].seen[0]?.fact.domain ?? 'DOMAIN'
    const host = evidence['mail.route'].seen[0]?.fact.hosts[0]?.name ?? 'MX-HOST'
    return [
      {
        title: 'Correct the relay or the route',
        applies: 'needs-values',
        on: 'our-server',
        levers: [{ lever: 'route.to', domain, host }],
        steps: [
          sh(
            `postconf relayhost transport_maps; for map in $(postconf -xh transport_maps | tr , ' '); do postmap -q ${domain} "$map"; done`,
            'Postfix: what decides now; [brackets] skip the MX lookup',
          ),
          sh(`exim -bt user@${domain}`, 'Exim: the router and host it would use'),
          {
            kind: 'command',
            shell: 'powershell',
            run: 'Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts, DNSRoutingEnabled',
            why: 'Exchange',
          },
        ],
      },
    ]
  },
})

/** Only failures to reach or talk to a host tell which host was meant. */
function isTransport(symptom: string): boolean {
  return /^(connect|drop|tls|policy\.relay)/.test(symptom)
}

function names(
  route: {
    readonly domain: string
    readonly hosts: readonly { readonly name: string; readonly addresses: readonly string[]; readonly cname?: string }[]
  },
  host: string,
  address: string | undefined,
): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '')
  return (
    wanted === route.domain.toLowerCase() ||
    route.hosts.some(
      ({ name, addresses, cname }) =>
        name.toLowerCase() === wanted ||
        cname?.toLowerCase() === wanted ||
        addresses.includes(host) ||
        (address !== undefined && addresses.includes(address)),
    )
  )
}

function isRelaySetting(name: string): boolean {
  return /^(relayhost|transport_maps|sender_dependent_relayhost_maps|default_transport|smart_?host|smarthosts|route_list|dc_smarthost)$/i.test(
    name,
  )
}
