import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, HINT, RULED_OUT, times } from '../shared/weights.ts'
import {
  answeredByZone,
  answeredUnchecked,
  commonAnswers,
  deadRoute,
  isBroken,
  isCutShort,
  isSpoken,
  knowsRootAlone,
  namesIn,
  ownAnswers,
  strangersAnswers,
} from './shared/answers.ts'
import { failedQuestion } from './shared/failed-question.ts'

export default defineCause({
  id: 'dns/domain-servfail',
  title: "The domain's name servers fail, while other domains resolve",
  locus: 'dns',
  stages: ['dns'],
  persistence: 'unknown',
  prior: -2,
  decidedBy: '`dig MX` at each name server of the domain',
  explanation: `The resolver answers for other names and fails for this domain (SERVFAIL, or nothing in time): lame delegation, an expired zone,
name servers that are down, or signatures that do not verify.

**Look-alikes.** A resolver that fails for everything is \`dns/resolver-broken\`. When the same question with the CD bit is answered, the
signatures are at fault (\`dns/dnssec-bogus\`).`,
  references: ['RFC 1912 §2.8', 'RFC 8914'],
  needs: ['dns.answer', 'mail.route', 'symptom'],
  alternatives: [
    { cause: 'dns/resolver-broken', decidedBy: 'another domain through the same resolver', look: 'dns.other-domain' },
  ],
  weigh(evidence) {
    const route = deadRoute(evidence['mail.route'])
    if (route === undefined) {
      return evidence['mail.route'].seen.length > 0
        ? []
        : toldClue(
            reportedBySender(evidence.symptom, ['dns.tempfail', 'dns.badreply']),
            times(4),
            'the MTA reports that the lookup failed for the time being',
          )
    }
    const broken = ownAnswers(evidence['dns.answer'], route.fact).filter(({ fact }) => isBroken(fact))
    if (broken.length === 0) return []
    const common = commonAnswers(evidence['dns.answer'])
    const works = common.filter(({ fact }) => isSpoken(fact))
    const validated = answeredUnchecked(evidence['dns.answer'], broken)
    if (validated.length > 0)
      return clue([...broken, ...validated], RULED_OUT, 'without validation the same question is answered', {
        stage: 'dns',
      })
    const cut = broken.filter(({ fact }) => isCutShort(fact))
    if (cut.length > 0)
      return clue(cut, RULED_OUT, 'there is an answer, and only its way over TCP fails', { stage: 'dns' })
    const strangers = strangersAnswers(evidence['dns.answer'], route.fact)
    const isAllLost = ownAnswers(evidence['dns.answer'], route.fact).every(({ fact }) => isBroken(fact))
    if (isAllLost && strangers.length > 0 && strangers.every(({ fact }) => isBroken(fact)))
      return clue([...broken, ...strangers], -HINT, 'the resolver fails for other domains too', { stage: 'dns' })
    if (isAllLost && strangers.length === 0 && knowsRootAlone(common))
      return clue([...broken, ...common], -HINT, 'the resolver fails for the top-level domain too', { stage: 'dns' })
    const direct = answeredByZone(evidence['dns.answer'], broken)
    if (direct.length > 0)
      return clue([...broken, ...direct], -HINT, 'the name servers of the zone answer us', { stage: 'dns' })
    if (works.length > 0)
      return clue(
        [...broken, ...works],
        DECISIVE - 0.5,
        `the resolver answers for ${namesIn(works)} and fails for ${namesIn(broken)}`,
        {
          decides: 'proves',
          stage: 'dns',
        },
      )
    return clue(
      broken,
      common.length === 0 || !isAllLost ? HINT : RULED_OUT + 1,
      common.length === 0 || !isAllLost
        ? `the question for ${namesIn(broken)} failed`
        : 'the resolver fails for other names too',
      { stage: 'dns' },
    )
  },
  remedies(evidence) {
    const { name, type } = failedQuestion(evidence)
    return [
      {
        title: 'Tell the owner of the zone which name servers fail',
        applies: 'by-someone-else',
        steps: [
          sh(`dig +trace ${type} ${name}`, 'shows the server that fails'),
          {
            kind: 'ask',
            who: `the operator of the zone that holds ${name}`,
            text: `Resolvers get SERVFAIL or no answer for ${name} (${type}). Please check the delegation, the zone transfer to all name servers, and the DNSSEC signatures.`,
          },
        ],
      },
    ]
  },
})
