import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { answeredUnchecked, deadRoute, isBroken, ownAnswers } from './shared/answers.ts'
import { failedQuestion } from './shared/failed-question.ts'

/** Extended DNS errors that speak of validation (RFC 8914 §4): 1, 2, 5 to 12, 25, 27. */
const VALIDATION = new Set([1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 25, 27])

export default defineCause({
  id: 'dns/dnssec-bogus',
  title: "The domain's DNSSEC signatures do not verify",
  locus: 'dns',
  stages: ['dns'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: '`dig +cd` against plain `dig`: only signatures that do not verify differ',
  explanation: `The zone is signed, and its signatures have expired or its DS record names another key. Validating resolvers answer SERVFAIL;
with the CD bit (checking disabled) the same resolver gives the records.

**Look-alikes.** Name servers that are down fail with the CD bit too (\`dns/domain-servfail\`).`,
  references: ['RFC 4035 §3.2.2', 'RFC 8914'],
  needs: ['dns.answer', 'mail.route', 'symptom'],
  weigh(evidence) {
    const route = deadRoute(evidence['mail.route'])
    if (route === undefined) {
      return evidence['mail.route'].seen.length > 0
        ? []
        : toldClue(
            reportedBySender(evidence.symptom, ['dns.dnssec']),
            DECISIVE - 1,
            'the MTA reports that DNSSEC validation fails',
          )
    }
    const broken = ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isBroken(fact))
    const unchecked = answeredUnchecked(evidence['dns.answer'], broken)
    if (unchecked.length > 0)
      return clue(
        [...broken, ...unchecked],
        DECISIVE + 1,
        'the resolver fails with validation and answers without it (CD bit)',
        {
          decides: 'proves',
          stage: 'dns',
        },
      )
    const named = broken.filter(({ fact }) => fact.extendedErrors.some(({ code }) => VALIDATION.has(code)))
    return clue(named, DECISIVE - 1, 'the resolver says that validation failed (extended DNS error)', { stage: 'dns' })
  },
  remedies(evidence) {
    const { name, type } = failedQuestion(evidence)
    return [
      {
        title: 'The owner of the zone signs it anew, or corrects the DS record',
        applies: 'by-someone-else',
        steps: [
          sh(`delv ${type} ${name}`, 'names the record that does not verify'),
          {
            kind: 'ask',
            who: `the operator of the zone that holds ${name}`,
            text: `Validating resolvers refuse the ${type} records of ${name}: the signatures of the zone have expired, or the DS record at the registry does not match its keys.`,
          },
        ],
      },
    ]
  },
})
