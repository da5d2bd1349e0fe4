import { defineCause } from '../../domain/cause.ts'
import { clue } from '../shared/sessions.ts'
import { reported, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'dns/null-mx',
  title: 'The domain declares that it takes no mail (null MX)',
  locus: 'dns',
  stages: ['dns'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `The domain's only MX record is ".": its owner says that it has no mail service. Nothing is broken.

**Look-alikes.** An MX host without an address is a mistake (\`dns/no-usable-mx\`); a null MX is a statement.`,
  references: ['RFC 7505'],
  needs: ['mail.route', 'symptom'],
  weigh(evidence) {
    const stated = evidence['mail.route'].seen.filter(({ fact }) => fact.kind === 'null-mx')
    return stated.length > 0
      ? clue(stated, 5, 'the only MX record is the null MX', { decides: 'proves', stage: 'dns' })
      : toldClue(reported(evidence.symptom, ['dns.nullmx']), 5, 'the MTA reports a null MX', 'proves')
  },
  remedies: () => [
    {
      title: 'Use another address of the recipient',
      applies: 'needs-values',
      steps: [{ kind: 'note', text: 'A null MX is deliberate; the domain is used for the web only, or for sending.' }],
    },
  ],
})
