import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import { comparedClue, deathClue, patternClue } from '../shared/clue.ts'
import { isProhibited, isRejected } from '../shared/outcomes.ts'
import { otherPortClue, surroundingsOf, takenSince, type Surroundings } from '../shared/port25.ts'
import { askFor, throughRelay } from '../shared/remedies.ts'
import { nearRefusal } from '../shared/round-trip.ts'
import { deaths, type DeadSession } from '../shared/sessions.ts'
import { traceTo } from '../shared/trace.ts'
import { HINT, NEAR_SURE, RULED_OUT, times } from '../shared/weights.ts'
import { witnessExperiments } from './shared/other-port.ts'
import { rulesThatMay } from './shared/own-filter.ts'
import { ownRulesFirst } from './shared/own-rules-first.ts'

export default defineCause({
  id: 'firewall/port25-egress-rejected',
  title: 'A firewall on our side refuses outgoing connections to port 25',
  locus: 'path',
  locusOr: () => 'sender',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'port 25 of any other mail server from this host: all refuse at once',
  look: 'again.beside-another',
  explanation: `A gateway on our side answers the SYN itself, with a RST or with ICMP "administratively prohibited", which Linux reports as
"Connection refused" or "No route to host". The answer comes within the same few milliseconds for every destination, near or far.

**Look-alikes.** A server on which nothing listens refuses after one round trip, and only there. A router without a route says
"unreachable" for every port. A ban by the receiver concerns our address at one receiver.`,
  references: ['RFC 1812 §5.2.7.1', 'RFC 5068'],
  needs: ['smtp.session', 'route.trace', 'log.pattern', 'firewall.local', 'route.local'],
  alternatives: [
    {
      cause: 'firewall/container-or-host-firewall-egress',
      decidedBy: 'the rule list of this host (and of the host of this container)',
      look: 'own.firewall',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isRejected)
    const otherPort = otherPortClue(dead)
    if (otherPort.length > 0) return otherPort
    const everywhere = evidence['log.pattern'].seen.filter(
      ({ fact }) =>
        fact.pattern === 'all-destinations' &&
        (fact.symptom === 'connect.refused' || fact.symptom === 'connect.unreachable'),
    )
    return [
      ...surroundingClues(dead, surroundingsOf(sessions, dead, isRejected)),
      // One that counts refuses some; this one refuses all.
      ...comparedClue(
        dead,
        takenSince(sessions, dead),
        RULED_OUT,
        'the same address and port took other connections of ours since',
        { decides: 'refutes' },
      ),
      ...dead.flatMap((one) => placeClue(one, sessions, evidence['route.trace'])),
      ...nearerClue(dead, evidence['firewall.local']),
      ...patternClue(everywhere, times(12), 'all destinations refuse', { stage: 'connect' }),
    ]
  },
  experiments: (evidence, { companions }) =>
    witnessExperiments(evidence, companions, { how: isRejected, refusalAnswers: false }),
  remedies: (evidence) => [
    ownRulesFirst,
    askFor(
      'Let outgoing port 25 pass the gateway',
      'whoever runs our gateway, or the cloud project (security group, network ACL)',
      `Please allow outgoing TCP to port 25 from the mail server; at present something near us refuses these connections.${argument(evidence)}`,
    ),
    throughRelay('Deliver through a relay on the submission port'),
  ],
})

/** What shows whoever runs the gateway that it is not the receiver. */
function argument(evidence: View<'smtp.session' | 'route.trace'>): string {
  const sessions = evidence['smtp.session']
  const dead = deaths(sessions, ['connect'], isRejected)
  const [near] = dead.flatMap((one) => nearRefusal(one, sessions, evidence['route.trace']) ?? [])
  const others = surroundingsOf(sessions, dead, isRejected).alike.map(({ fact }) => endpointText(fact.endpoint))
  const named = others.slice(0, MOST_NAMED).join(', ')
  return [
    near === undefined
      ? ''
      : ` The refusal comes after ${Math.round(near.afterMs)} ms, and a packet to that server and back takes ${Math.round(near.rttMs)} ms, so it is not the server that refuses.`,
    others.length === 0 ? '' : ` Connections to ${named} are refused alike.`,
  ].join('')
}

const MOST_NAMED = 3

/** How other destinations answer at the same port. */
function surroundingClues(dead: readonly DeadSession[], { reached, alike }: Surroundings): readonly Clue[] {
  if (reached.length > 0)
    return deathClue(dead, RULED_OUT, 'port 25 of another server took our connection at the same time', {
      with: reached,
      decides: 'refutes',
    })
  if (alike.length > 0)
    return deathClue(
      dead,
      times(alike.length > 1 ? 60 : 25),
      `the target and ${alike.length} other ${alike.length === 1 ? 'destination' : 'destinations'} refuse the connection alike`,
      { with: alike },
    )
  const prohibited = dead.filter(({ fact }) => isProhibited(fact.death.outcome))
  const refused = dead.filter((one) => !prohibited.includes(one))
  return [
    // Whose filter, it does not tell.
    ...deathClue(prohibited, times(4), 'the connection was prohibited, which only a filter says'),
    ...deathClue(refused, times(2), 'the connection was refused before it began'),
  ]
}

/** Where the refusal can have come from: sooner than the server can have heard of us, or with no gateway before the first hop. */
function placeClue(dead: DeadSession, sessions: Sight<'smtp.session'>, traces: Sight<'route.trace'>): readonly Clue[] {
  const trace = traceTo(traces, dead.fact.endpoint.address)
  if (trace?.fact.hops.at(-1)?.ttl === 1)
    return deathClue([dead], -HINT, 'the server is the first hop: no gateway lies before it', { with: [trace] })
  const near = nearRefusal(dead, sessions, traces)
  return near === undefined
    ? []
    : deathClue(
        [dead],
        NEAR_SURE,
        `the refusal came after ${Math.round(near.afterMs)} ms, less than half the ${Math.round(near.rttMs)} ms that a round trip to the server takes`,
        { with: near.seenIn },
      )
}

/** A filter nearer than any gateway explains the refusal as well. */
function nearerClue(dead: readonly DeadSession[], rules: Sight<'firewall.local'>): readonly Clue[] {
  const own = rulesThatMay(rules, dead, 'reject')
  return comparedClue(dead, own, -HINT, 'a rule of this very host refuses such connections under a condition')
}
