import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, deathClue, notRepeatedClue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence } from '../shared/outcomes.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor, haveThemSet } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, times } from '../shared/weights.ts'

/** An answer to the end of data that takes longer than this was not written by a queue manager alone. */
const SLOW_MS = 8_000

export default defineCause({
  id: 'timeout/content-filter-slow',
  title: "The receiver's content filter takes longer than the sender waits",
  locus: 'receiver',
  stages: ['dot'],
  persistence: 'unknown',
  prior: -1,
  decidedBy: "the receiver's log: when did its filter answer?",
  explanation: `The whole message has arrived, and the answer to its end does not come: a virus scanner, sandbox or milter is at work. When the sender gives
up first the message may be delivered all the same, and again with the next try.

**Look-alikes.** A stateful box that forgets the idle connection loses the late answer (\`firewall/nat-idle-expiry\`); a black hole never
acknowledges the octets.`,
  references: ['RFC 5321 §4.5.3.2.6', 'RFC 1047'],
  needs: ['smtp.session', 'smtp.step', 'socket.state', 'symptom'],
  alternatives: [
    {
      cause: 'firewall/nat-idle-expiry',
      decidedBy: "the receiver's log: when it answered, and whether the answer arrived",
    },
    {
      cause: 'path/pmtu-black-hole',
      decidedBy: 'whether the kernel saw the octets acknowledged, and a message in small segments',
      look: 'path.mtu',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const told = reportedBySender(evidence.symptom, ['drop.timeout'], ['dot'])
    const late = inOrder(evidence['smtp.step'].seen).filter(
      ({ fact }) =>
        fact.role === 'baseline' &&
        fact.stage === 'dot' &&
        fact.outcome.kind === 'reply' &&
        (fact.outcome.afterMs ?? 0) >= SLOW_MS,
    )
    clues.push(
      // Within the ten minutes of RFC 5321 a slow answer is no fault: it explains a timeout only where there was one.
      ...clue(
        late,
        told.length > 0 ? times(12) : times(2),
        `the answer to the end of the message took ${Math.round((late[0]?.fact.outcome.afterMs ?? 0) / 1000)} s`,
        {
          stage: 'dot',
        },
      ),
    )
    const dead = deaths(evidence['smtp.session'], ['dot'], isSilence)
    const acked = evidence['socket.state'].seen.filter(
      ({ fact }) =>
        dead.some((one) => one.fact.session === fact.session) &&
        fact.unackedSegments === 0 &&
        fact.sendQueueBytes === 0 &&
        fact.timer !== 'on',
    )
    const unacked = evidence['socket.state'].seen.filter(
      ({ fact }) =>
        dead.some((one) => one.fact.session === fact.session) && fact.timer === 'on' && fact.unackedSegments > 0,
    )
    if (acked.length > 0)
      clues.push(
        ...deathClue(dead, times(5), 'every octet of the message was acknowledged, and no answer to its end came', {
          with: acked,
        }),
      )
    else if (unacked.length > 0)
      clues.push(...deathClue(dead, -times(10), 'octets of the message were never acknowledged', { with: unacked }))
    else clues.push(...deathClue(dead, HINT, 'no answer to the end of the message came'))
    const [first] = dead
    if (first !== undefined) clues.push(...notRepeatedClue(first, evidence['smtp.session'], 4))
    if (dead.length === 0)
      clues.push(
        ...toldClue(
          told,
          times(late.length > 0 ? 4 : 3),
          'the MTA waited in vain for the answer to the end of the message',
        ),
      )
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'Wait ten minutes for the answer to the end of the message',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'timeout.client', stage: 'dot', seconds: 600 }],
    },
    haveThemSet(
      { lever: 'filter.timeout', seconds: 240 },
      askFor(
        'The receiver lets its filter finish within minutes, or filters after taking the message',
        postmasterOf(evidence),
        'Your server answers the end of a message later than senders wait. Please look at the content filter, and at the server that takes the mail next. Ask before anybody sends the message again: it may have been delivered.',
      ),
    ),
  ],
})
