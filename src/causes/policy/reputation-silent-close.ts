import { defineCause, type Clue } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { EgressIdentity } from '../../domain/facts/dns-facts.ts'
import { note } from '../../domain/lever.ts'
import type { Stage } from '../../domain/stage.ts'
import { comparedClue, deathClue, notRepeatedClue, toldClue } from '../shared/clue.ts'
import { otherSourceExperiment, poolByAddress, servedFromOtherSource } from '../shared/other-source.ts'
import { isClose } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { companions, connected, deaths, seenElsewhere } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { STRONG, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'mail', 'rcpt'] as const

/** Lists are consulted before the first transaction; later on a close has other reasons more often. */
const isEarly = (stage: Stage): boolean => stage === 'banner' || stage === 'ehlo'

/** Reverse DNS that receivers refuse: then another address of ours that is served shows that, and no reputation. */
function lacksName({ ptrStatus, forwardConfirmed }: EgressIdentity): boolean {
  return ptrStatus === 'nxdomain' || ptrStatus === 'nodata' || forwardConfirmed === false
}

export default defineCause({
  id: 'policy/reputation-silent-close',
  title: 'The receiver hangs up on our address without a word',
  locus: 'sender',
  stages: [...STAGES],
  persistence: 'unknown',
  prior: -1,
  decidedBy: 'the same session from an address of better standing: it is served',
  look: 'again.from-other-address',
  explanation: `Some receivers close connections from addresses with a bad reputation, or none, without a reply. From one address it cannot be told
from a crash or an overload; another source address that is served at the same time shows that the receiver minds the address.

**Look-alikes.** A crash meets every client; an overload passes; a load balancer without a server fails by turns. A limit for each address
that closes without a word minds the address as well, because of the connections that it has opened or holds: it passes when they are fewer. A
balancer that chooses by the client's address hands ours to the same broken server each time.`,
  references: ['RFC 5321 §3.1'],
  needs: ['smtp.session', 'symptom', 'egress.identity', 'dnsbl.answer'],
  alternatives: [
    poolByAddress,
    {
      cause: 'rate/connection-rate-limit',
      decidedBy: 'the same session after some minutes without any: a count starts anew, a list does not',
      look: 'again.later',
    },
    {
      cause: 'rate/concurrency-limit',
      decidedBy: 'the same session while our host holds no other connection with this receiver',
      look: 'own.sockets',
    },
  ],
  confirmedIs: 'possible',
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isClose)
    const [first] = dead
    if (first === undefined)
      return toldClue(
        reportedBySender(evidence.symptom, ['drop.lost'], [...STAGES]).slice(0, 1),
        times(1.6),
        'the MTA reports that the connection was lost, and no reply with it',
      )
    const clues: Clue[] = [
      ...deathClue(
        dead,
        times(isEarly(first.fact.death.stage) ? 2 : 1.3),
        `the connection was ended at ${first.fact.death.stage} without a reply`,
      ),
    ]
    clues.push(...notRepeatedClue(first, evidence['smtp.session'], 6))
    const listed = evidence['dnsbl.answer'].seen.filter(({ fact }) => fact.status === 'listed')
    clues.push(...comparedClue(dead, listed, times(4), 'our address stands on a public block list'))
    const elsewhere = seenElsewhere(evidence['smtp.session'], first.fact.endpoint)
    const served = elsewhere.filter(({ fact }) => fact.lived)
    const alike = elsewhere.filter(({ fact }) => !fact.lived && connected(fact))
    clues.push(...comparedClue(dead, served, times(12), 'another vantage point is served'))
    clues.push(...comparedClue(dead, alike, -STRONG, 'another vantage point is treated in the same way'))
    const others = companions(evidence['smtp.session']).filter(
      ({ fact }) => !fact.lived && fact.death?.stage === first.fact.death.stage,
    )
    clues.push(...comparedClue(dead, others, -STRONG, 'unrelated destinations fail in the same way'))
    return clues
  },
  experiments(evidence, { otherSources }) {
    const [failed] = deaths(evidence['smtp.session'], STAGES, isClose)
    if (failed === undefined || failed.fact.plan.bind !== undefined) return []
    if (evidence['egress.identity'].seen.some(({ fact }) => lacksName(fact))) return []
    const other = otherSources.find(
      (address) => familyOf(address) === familyOf(failed.fact.endpoint.address) && address !== failed.fact.localAddress,
    )
    return other === undefined ? [] : [otherSourceExperiment(failed.fact.plan, other, failed.fact.death.stage)]
  },
  remedies: (evidence) => [
    {
      title: 'Ask the receiver, and look at the reputation of the address',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: postmasterByAnotherWay(evidence),
          text: `Your server closes connections from our mail server without a reply${servedText(evidence['smtp.session'])}. Is our address on a list of yours? Or does a balancer of yours send it to a member that is down?`,
        },
        {
          kind: 'note',
          text: 'If our server sent to this receiver at that time, let it rest for some minutes and try once more: a limit for each address passes by itself.',
        },
        ...(isOtherServed(evidence['smtp.session'])
          ? [
              note(
                'To send from the address that is served helps meanwhile where a member of theirs is down. Where it is a list, the same mail soon has that one listed as well: ask first.',
              ),
            ]
          : []),
        {
          kind: 'note',
          text: 'Check the address at the usual block lists; stop compromised accounts first, then send slowly.',
        },
      ],
    },
  ],
})

function isOtherServed(sessions: Sight<'smtp.session'>): boolean {
  const [dead] = deaths(sessions, STAGES, isClose)
  return dead !== undefined && servedFromOtherSource(sessions, dead).length > 0
}

/** Who is served meanwhile, where that was seen. */
function servedText(sessions: Sight<'smtp.session'>): string {
  const [dead] = deaths(sessions, STAGES, isClose)
  if (dead === undefined) return ''
  if (isOtherServed(sessions)) return ', while another address of ours is served'
  return seenElsewhere(sessions, dead.fact.endpoint).some(({ fact }) => fact.lived)
    ? ', while another network is served'
    : ''
}
