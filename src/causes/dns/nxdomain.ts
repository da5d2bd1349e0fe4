import { defineCause } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, STRONG } from '../shared/weights.ts'
import { deadRoute, ownAnswers } from './shared/answers.ts'

export default defineCause({
  id: 'dns/nxdomain',
  title: 'The domain does not exist in the DNS',
  locus: 'dns',
  stages: ['dns'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `The DNS says NXDOMAIN for the recipient's domain: it is mistyped, was never registered, or has lapsed.

**Look-alikes.** A domain whose name servers do not answer gives SERVFAIL or a timeout. A domain that exists without MX and address is \`dns/no-usable-mx\`.`,
  references: ['RFC 1035 §4.1.1', 'RFC 8020'],
  needs: ['dns.answer', 'mail.route', 'symptom'],
  weigh(evidence) {
    const route = deadRoute(evidence['mail.route'])
    const told = toldClue(
      reportedBySender(evidence.symptom, ['dns.nxdomain']),
      STRONG,
      'the MTA reports that the domain does not exist',
    )
    if (route === undefined) return evidence['mail.route'].seen.length === 0 ? told : []
    const gone = ownAnswers(evidence['dns.answer'], route.fact).filter(
      ({ fact }) =>
        fact.status === 'nxdomain' && fact.name.toLowerCase().replace(/\.$/, '') === route.fact.domain.toLowerCase(),
    )
    return route.fact.kind === 'mx'
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
