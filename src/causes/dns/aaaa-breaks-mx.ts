import { defineCause } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import { sh } from '../../domain/lever.ts'
import { isPlainName } from '../../domain/plain-name.ts'
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
    const broken = brokenAnswers(evidence)
    if (broken.length === 0) return []
    const told = reportedBySender(evidence.symptom, ['dns.tempfail', 'dns.badreply']).filter(
      ({ fact }) => !OF_ANOTHER_TYPE.test(fact.words),
    )
    return clue(
      [...broken, ...told],
      told.length > 0 ? NEAR_SURE : FAINT,
      `the A question for ${namesOf(broken)} is answered, the AAAA question gets ${statusOf(broken)}`,
      { stage: 'dns' },
    )
  },
  remedies(evidence) {
    const broken = brokenAnswers(evidence)
    const name = broken.map(({ fact }) => fact.name).find(isPlainName) ?? 'MX-HOST'
    return [
      {
        title: "Ask the domain's DNS operator to answer AAAA with NOERROR and no data",
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: `the domain's DNS operator (the mailbox in the SOA record of ${name})`,
            text: `Your name servers answer AAAA questions for ${name} with ${broken.length === 0 ? 'an error' : statusOf(broken)}, while A is answered. RFC 4074 wants an empty NOERROR answer; some mail servers give up at the error.`,
          },
          sh(
            `for server in $(dig +short NS ${name.split('.').slice(1).join('.')}); do dig +norecurse AAAA ${name} @$server; done`,
            'the answers to send along; where this names no server, ask for NS of the domain above',
          ),
        ],
      },
    ]
  },
})

type Answers = Sight<'dns.answer'>['seen']

/** Postfix names the question that failed. */
const OF_ANOTHER_TYPE = /\btype=(?!AAAA\b)/i

/** AAAA questions for an MX host that fail where the A question of the same name is answered; our own names are asked for, too. */
function brokenAnswers(evidence: View<'dns.answer' | 'mail.route'>): Answers {
  const { seen } = evidence['dns.answer']
  const hosts = new Set(
    evidence['mail.route'].seen.flatMap(({ fact }) => fact.hosts.map(({ name }) => name.toLowerCase())),
  )
  const withAddress = new Set(
    seen.flatMap(({ fact }) => (fact.type === 'A' && fact.status === 'answer' ? [fact.name] : [])),
  )
  return seen.filter(
    ({ fact: { type, status, name } }) =>
      type === 'AAAA' &&
      (status === 'servfail' ||
        status === 'timeout' ||
        status === 'refused' ||
        status === 'malformed' ||
        status === 'nxdomain') &&
      withAddress.has(name) &&
      (hosts.size === 0 || hosts.has(name.toLowerCase().replace(/\.$/, ''))),
  )
}

function namesOf(broken: Answers): string {
  return [...new Set(broken.map(({ fact }) => fact.name))].join(', ')
}

function statusOf(broken: Answers): string {
  return [...new Set(broken.map(({ fact }) => fact.status.toUpperCase()))].join(' or ')
}
