import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { deathClue } from '../shared/clue.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isReset, isSilence } from '../shared/outcomes.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { hasFullSegments, recoveredOf, waitingOf } from '../shared/socket.ts'
import { HINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { haveLimitLifted } from './shared/lift-limit.ts'
import { segmentClues } from './shared/segments.ts'

const STAGES = ['body', 'dot', 'idle'] as const
/** Acknowledged octets beyond this filled several full-size segments, so the path carries them. */
const SEVERAL_SEGMENTS_BYTES = 8_000

const isCut = (outcome: Outcome): boolean => isSilence(outcome) || isReset(outcome)

export default defineCause({
  id: 'firewall/flow-cut-after-bytes',
  title: 'A box on the path cuts the connection after a number of octets',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'messages of several sizes: all are cut at the same count of octets',
  look: 'again.with-small-message',
  explanation: `Full-size packets pass, and once the connection has carried a certain number of octets nothing passes any more, or a reset comes: a
quota, a flow table entry that expires by volume, an inspection engine that gives up.

**Look-alikes.** A path-MTU black hole swallows the very first full-size packet. A size limit of the receiver ends with a close from the receiver.
A scanner minds content, so it cannot stop what is in TLS; this does.`,
  references: ['RFC 2979'],
  needs: ['smtp.session', 'socket.state'],
  alternatives: [
    {
      cause: 'firewall/smtp-av-proxy-stall',
      decidedBy: 'the same message in TLS: a scanner cannot read it, a cut flow minds octets only',
      look: 'again.over-tls',
    },
    {
      cause: 'content/size-limit-drop',
      decidedBy: 'a capture: who sends the reset, and does the receiver acknowledge the last octets',
      ended: 'closed',
      look: 'again.captured',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isCut).filter(
      ({ fact }) =>
        messageBytes(fact.plan) > SEVERAL_SEGMENTS_BYTES || (fact.plan.bulkBytes ?? 0) > SEVERAL_SEGMENTS_BYTES,
    )
    const [first] = dead
    if (first === undefined) return []
    const clues: Clue[] = [...deathClue(dead, HINT, 'the connection was cut while many octets were on their way')]
    const found = waitingOf(evidence['socket.state'], first.fact.session)
    if (found?.waiting === 'unacknowledged' && found.look.fact.ackedBytes > SEVERAL_SEGMENTS_BYTES)
      clues.push(
        ...deathClue(
          [first],
          times(15),
          `${found.look.fact.ackedBytes} octets were acknowledged, full-size packets among them, and then no more`,
          { with: [found.look] },
        ),
      )
    else if (found !== undefined && !(found.waiting === 'unacknowledged' && hasFullSegments(found.look.fact)))
      clues.push(
        ...deathClue(
          [first],
          -STRONG,
          found.waiting === 'unacknowledged'
            ? 'not one full-size packet was acknowledged'
            : 'the receiver acknowledged what was sent',
          { with: [found.look] },
        ),
      )
    const recovered = recoveredOf(evidence['socket.state'], first.fact.session)
    if (recovered !== undefined)
      clues.push(
        ...deathClue([first], -NEAR_SURE, 'octets that had to be repeated came through later, and a cut lets none', {
          with: recovered.looks,
        }),
      )
    if (first.fact.tls !== undefined)
      clues.push(...deathClue([first], times(2), 'it happened in TLS, where no content can be the reason'))
    return [...clues, ...segmentClues(sessions, first)]
  },
  remedies: (evidence) => [
    haveLimitLifted(
      evidence,
      `A box on the path cuts our TCP connections to port ${peerPort(evidence)} after a certain number of octets (see below), whatever they contain. Please look for a quota, a "connbytes" rule or an inspection engine that gives up.`,
    ),
  ],
})
