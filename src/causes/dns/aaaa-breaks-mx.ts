import { defineCause } from '../../domain/cause.ts'
import { clue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { FAINT, NEAR_SURE } from '../shared/weights.ts'

export default defineCause({
  id: 'dns/aaaa-breaks-mx',
  title: "The MX host's name servers fail on AAAA questions",
  locus: 'dns',
  stages: ['dns', 'connect'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: '`dig AAAA` of the MX host at each name server of its zone: it should be an empty NOERROR',
  explanation: `The name servers answer A questions and drop, refuse or mishandle AAAA. Most servers only wait a little; Exchange fails with
\`451 4.4.0 DNS query failed\`.

**Look-alikes.** A zone that fails for every type is \`dns/domain-servfail\`.`,
  references: ['RFC 4074'],
  needs: ['dns.answer', 'mail.route', 'symptom'],
  weigh(evidence) {
    const broken = evidence['dns.answer'].seen.filter(
      ({ fact }) =>
        fact.type === 'AAAA' &&
        (fact.status === 'servfail' ||
          fact.status === 'timeout' ||
          fact.status === 'refused' ||
          fact.status === 'malformed' ||
          fact.status === 'nxdomain') &&
        evidence['dns.answer'].seen.some(
          (other) => other.fact.type === 'A' && other.fact.name === fact.name && other.fact.status === 'answer',
        ),
    )
    if (broken.length === 0) return []
    const told = reportedBySender(evidence.symptom, ['dns.tempfail', 'dns.badreply'])
    return clue(
      [...broken, ...told],
      told.length > 0 ? NEAR_SURE : FAINT,
      'the A question is answered, the AAAA question of the same name fails',
      { stage: 'dns' },
    )
  },
  remedies: () => [
    {
      title: "Ask the domain's DNS operator to answer AAAA with NOERROR and no data",
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: "the domain's DNS operator",
          text: 'Your name servers fail on AAAA questions for your MX host. RFC 4074 wants an empty NOERROR answer.',
        },
      ],
    },
  ],
})
