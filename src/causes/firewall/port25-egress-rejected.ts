import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, deathClue } from '../shared/clue.ts'
import { isProhibited, isRejected } from '../shared/outcomes.ts'
import { otherPortClue, surroundingsOf } from '../shared/port25.ts'
import { afterMs, deaths } from '../shared/sessions.ts'
import { NEAR_SURE, RULED_OUT, times } from '../shared/weights.ts'
import { witnessExperiments } from './shared/other-port.ts'
import { submissionRelay } from './shared/submission-relay.ts'

/** A refusal before half of the peer's round trip cannot have come from the peer; below this RTT the clock is too coarse to say so. */
const SHORTEST_USEFUL_RTT_MS = 8

export default defineCause({
  id: 'firewall/port25-egress-rejected',
  title: 'A firewall on our side refuses outgoing connections to port 25',
  locus: 'path',
  stages: ['connect'],
  persistence: 'until-fixed',
  prior: -2,
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
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, ['connect'], isRejected)
    const { alike, reached } = surroundingsOf(sessions, dead, isRejected)
    const clues: Clue[] = [...otherPortClue(dead)]
    if (clues.length > 0) return clues
    if (reached.length > 0) {
      clues.push(
        ...deathClue(dead, RULED_OUT, 'port 25 of another server took our connection at the same time', {
          with: reached,
          decides: 'refutes',
        }),
      )
    } else if (alike.length > 0) {
      clues.push(
        ...deathClue(
          dead,
          times(alike.length > 1 ? 60 : 25),
          `the target and ${alike.length} other ${alike.length === 1 ? 'destination' : 'destinations'} refuse the connection alike`,
          { with: alike },
        ),
      )
    } else {
      clues.push(
        ...deathClue(
          dead.filter(({ fact }) => isProhibited(fact.death.outcome)),
          times(12),
          'the connection was prohibited, which only a filter says',
        ),
      )
      clues.push(
        ...deathClue(
          dead.filter(({ fact }) => !isProhibited(fact.death.outcome)),
          times(2),
          'the connection was refused before it began',
        ),
      )
    }
    for (const one of dead) {
      const after = afterMs(one)
      const trace = evidence['route.trace'].seen.find(
        ({ fact }) => fact.to === one.fact.endpoint.address && fact.reached,
      )
      const rttMs = trace?.fact.hops.at(-1)?.rttMs
      if (
        after === undefined ||
        trace === undefined ||
        rttMs === undefined ||
        rttMs < SHORTEST_USEFUL_RTT_MS ||
        after > rttMs / 2
      )
        continue
      clues.push(
        ...deathClue(
          [one],
          NEAR_SURE,
          `the refusal came after ${after} ms, less than half the ${rttMs} ms that a round trip to the server takes`,
          {
            with: [trace],
          },
        ),
      )
    }
    const everywhere = evidence['log.pattern'].seen.filter(
      ({ fact }) =>
        fact.pattern === 'all-destinations' &&
        (fact.symptom === 'connect.refused' || fact.symptom === 'connect.unreachable'),
    )
    clues.push(...clue(everywhere, times(12), 'the log shows all destinations refusing', { stage: 'connect' }))
    return clues
  },
  experiments: (evidence, { companions }) =>
    witnessExperiments(evidence, companions, { how: isRejected, refusalAnswers: false }),
  remedies: () => [
    {
      title: 'Let outgoing port 25 pass the gateway',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: 'whoever runs our gateway, or the cloud project (security group, network ACL)',
          text: 'Please allow outgoing TCP to port 25 from the mail server; at present the gateway answers these connections with a reset or "administratively prohibited".',
        },
      ],
    },
    submissionRelay,
  ],
})
