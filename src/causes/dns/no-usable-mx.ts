import { scopeOf, type AddressScope } from '../../domain/address.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { looksPast } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { commonAnswers, deadRoute, deniesTheRoot, isSpoken, knownToItsZone, ownAnswers } from './shared/answers.ts'
import { mailDomain } from './shared/failed-question.ts'

/** Where no other host can be: this one itself, nobody, a group of hosts, blocks that nobody has. */
const NOWHERE: ReadonlySet<AddressScope> = new Set(['loopback', 'unspecified', 'reserved'])

function isNowhere(address: string): boolean {
  const scope = scopeOf(address)
  return scope !== undefined && NOWHERE.has(scope)
}

/** A sender that connects there meets itself. */
function isHere(address: string): boolean {
  return isNowhere(address) && scopeOf(address) !== 'reserved'
}

export default defineCause({
  id: 'dns/no-usable-mx',
  title: 'No MX host of the domain has a usable address',
  locus: 'dns',
  stages: ['dns', 'connect'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: '`dig` of each MX host: none has an address that can be used',
  look: 'dns.mx',
  explanation: `The domain exists, and its MX records name hosts without an address, or with an address that leads nowhere (loopback, multicast, reserved); or the
domain has neither MX nor address.

**Look-alikes.** Name servers that fail to answer are \`dns/domain-servfail\`: that passes. A null MX is a statement.`,
  references: ['RFC 5321 §5.1', 'RFC 6890', 'RFC 7505'],
  needs: ['dns.answer', 'mail.route', 'smtp.session', 'symptom'],
  weigh(evidence) {
    const clues: Clue[] = []
    for (const route of evidence['mail.route'].seen) {
      const { hosts, kind, domain } = route.fact
      if (kind === 'given' || kind === 'null-mx') continue
      const addresses = hosts.flatMap((host) => host.addresses)
      if (
        addresses.length > 0 &&
        addresses.every(isNowhere) &&
        looksPast(evidence['smtp.session'], 'banner').length === 0
      )
        clues.push(
          ...clue(
            [route],
            DECISIVE,
            `the MX hosts of ${domain} resolve to ${addresses.every(isHere) ? 'loopback addresses' : 'addresses that no host can have'} only`,
            { decides: 'proves' },
          ),
        )
    }
    const route = deadRoute(evidence['mail.route'])
    if (route === undefined) {
      const told = reportedBySender(evidence.symptom, ['dns.nomx'])
      return evidence['mail.route'].seen.length > 0
        ? clues
        : [...clues, ...toldClue(told, DECISIVE - 2, 'the MTA reports that no MX host has an address')]
    }
    const answers = ownAnswers(evidence['dns.answer'], route.fact)
    const absent = answers.filter(
      ({ fact }) => fact.name.toLowerCase() === route.fact.domain.toLowerCase() && fact.status === 'nxdomain',
    )
    if (
      answers.length > 0 &&
      answers.every(({ fact }) => isSpoken(fact)) &&
      (route.fact.kind === 'mx' ||
        (absent.length === 0 &&
          deniesTheRoot(commonAnswers(evidence['dns.answer'])).length === 0 &&
          knownToItsZone(evidence['dns.answer'], route.fact).length === 0))
    )
      clues.push(
        ...clue(
          [route, ...answers],
          DECISIVE,
          `the DNS answers, and no mail host of ${route.fact.domain} has an address`,
          {
            decides: 'proves',
            stage: 'dns',
          },
        ),
      )
    return clues
  },
  remedies: (evidence) => {
    const domain = mailDomain(evidence)
    const nowhere = evidence['mail.route'].seen
      .flatMap(({ fact }) => fact.hosts)
      .flatMap(({ addresses }) => addresses)
      .filter(isNowhere)
    return [
      {
        title: 'The owner of the zone publishes an MX host with an address',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: `the owner of ${domain}, by another way (telephone, web site, whois)`,
            text: `${nowhere.length > 0 ? `The mail hosts of ${domain} lead to ${[...new Set(nowhere)].join(', ')}, ${nowhere.every(isHere) ? 'where every sender finds himself' : 'where no host can be'}` : `The DNS names no mail host of ${domain} that has an address`}, so no mail reaches you. Please publish an MX record whose host has an A or AAAA record.`,
          },
          { kind: 'record', zoneLine: `${domain}. IN MX 10 mail.${domain}.`, owner: domain },
          { kind: 'record', zoneLine: `mail.${domain}. IN A ADDRESS`, owner: domain },
        ],
      },
    ]
  },
})
