import { defineCause } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reported } from '../shared/told.ts'
import { BARE_ERROR, DECISIVE, STRONG } from '../shared/weights.ts'
import { commonAnswers, deadRoute, deniesTheRoot, knownToItsZone, ownAnswers } from './shared/answers.ts'

/** The error of a system call says as little as that no answer came: a container without DNS gives it for every name. */
const RESOLVER_CALL =
  /getaddrinfo|gethostby|gaierror|EAI_|ENOTFOUND|name or service not known|UnknownHost|nodename nor servname|no such host|server \S{1,255} is unknown|11001/i
/** Exim's routers decline a domain that has no host, and a user that a domain of our own does not know, in the same words. */
const NO_ROUTER = /^(?:\S{1,330}: )?unrouteable address$/i
/** What the DNS itself answered. */
const DNS_ANSWER = /NXDOMAIN|type=|\[?internal\]?/i

export default defineCause({
  id: 'dns/nxdomain',
  title: 'The domain does not exist in the DNS',
  locus: 'dns',
  stages: ['dns'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: '`dig` of the domain at the servers of its parent zone',
  explanation: `The DNS says NXDOMAIN for the recipient's domain: it is mistyped, was never registered, or has lapsed.

**Look-alikes.** A resolver that denies the root as well denies every name, and a filter denies some that their zones know (both \`dns/resolver-broken\`). A domain whose name servers do not answer gives SERVFAIL or a timeout. A domain that exists without MX and address is \`dns/no-usable-mx\`.`,
  references: ['RFC 1035 §4.1.1', 'RFC 8020'],
  alternatives: [
    {
      cause: 'dns/resolver-broken',
      decidedBy: 'the same name, and a name that surely exists, asked of another resolver',
      look: 'dns.other-resolver',
    },
  ],
  needs: ['dns.answer', 'mail.route', 'symptom'],
  weigh(evidence) {
    const route = deadRoute(evidence['mail.route'])
    const reports = reported(evidence.symptom, ['dns.nxdomain'])
    const bare = reports.filter(({ fact }) => RESOLVER_CALL.test(fact.words) && !DNS_ANSWER.test(fact.words))
    const unrouted = reports.filter(({ fact }) => fact.speaker === 'us' && NO_ROUTER.test(fact.words.trim()))
    const told = [
      ...toldClue(
        reports.filter((one) => !bare.includes(one) && !unrouted.includes(one)),
        STRONG,
        'the MTA or a relay reports that the domain does not exist',
      ),
      ...toldClue(unrouted, BARE_ERROR, 'no router of the sending host takes the address'),
      ...toldClue(bare, BARE_ERROR, 'the resolver of the sending host knows no such name'),
    ]
    if (route === undefined) return evidence['mail.route'].seen.length === 0 ? told : []
    const gone = ownAnswers(evidence['dns.answer'], route.fact).filter(
      ({ fact }) =>
        fact.status === 'nxdomain' && fact.name.toLowerCase().replace(/\.$/, '') === route.fact.domain.toLowerCase(),
    )
    return route.fact.kind === 'mx' ||
      deniesTheRoot(commonAnswers(evidence['dns.answer'])).length > 0 ||
      knownToItsZone(evidence['dns.answer'], route.fact).length > 0
      ? []
      : clue(gone, DECISIVE, `the DNS says that ${route.fact.domain} does not exist (NXDOMAIN)`, {
          decides: 'proves',
          stage: 'dns',
        })
  },
  remedies: () => [
    {
      title: 'Correct the address',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Compare the domain with the one on an older message; if it lapsed, only its owner can renew it.',
        },
      ],
    },
  ],
})
