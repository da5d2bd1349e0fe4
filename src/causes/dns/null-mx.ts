import { defineCause } from '../../domain/cause.ts'
import { domainOfMailbox } from '../../domain/envelope-address.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reported, type Told } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'dns/null-mx',
  title: 'The domain declares that it takes no mail (null MX)',
  locus: 'dns',
  stages: ['dns'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: '`dig MX` of the domain: `0 .`',
  look: 'dns.mx',
  explanation: `The domain's only MX record is ".": its owner says that it has no mail service. Nothing is broken.

**Look-alikes.** An MX host without an address is a mistake (\`dns/no-usable-mx\`); a null MX is a statement.`,
  references: ['RFC 7505'],
  needs: ['mail.route', 'symptom'],
  weigh(evidence) {
    const stated = evidence['mail.route'].seen.filter(({ fact }) => fact.kind === 'null-mx')
    if (stated.length > 0)
      return clue(stated, DECISIVE, 'the only MX record is the null MX', { decides: 'proves', stage: 'dns' })
    // The DNS names hosts now, whatever it said when the report was written.
    const named = evidence['mail.route'].seen.filter(({ fact }) => fact.kind === 'mx').map(({ fact }) => fact.domain)
    return toldClue(
      reported(evidence.symptom, ['dns.nullmx']).filter((told) => !isOfTheHost(told) && !isNamedNow(told, named)),
      DECISIVE,
      'the MTA or the receiver reports a null MX',
      { decides: 'proves' },
    )
  },
  remedies: () => [
    {
      title: 'Use another address of the recipient',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'A null MX says so on purpose; the domain is used for the web only, or for sending. Tell the sender that the address may be misspelt or out of date, and to ask the recipient for another by telephone or web site. Should mail be wanted there after all, only the owner of the domain can publish a mail host.',
        },
      ],
    },
  ],
})

/** The domain that is reported of, or any where the report names none, has mail hosts. */
function isNamedNow({ fact }: Told, named: readonly string[]): boolean {
  const domain = fact.domain ?? domainOfMailbox(fact.recipient)
  return domain === undefined ? named.length > 0 : named.some((one) => one.toLowerCase() === domain.toLowerCase())
}

/** A host that greets so says of itself that it takes no mail (RFC 7504 §3), and of the domain nothing. */
function isOfTheHost({ fact }: Told): boolean {
  return fact.speaker === 'peer' && (fact.stage === 'banner' || fact.stage === 'ehlo')
}
