import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { messageBytes } from '../shared/message-bytes.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { hasFullSegments, recoveredOf, waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, NEAR_SURE, times } from '../shared/weights.ts'
import { encryptedExperiment } from './shared/encrypted.ts'
import { segmentClues } from './shared/segments.ts'

const STAGES = ['body', 'dot'] as const
/** More than a few segments: what a path-MTU black hole would never have let through. */
const BULKY_BYTES = 8_000

export default defineCause({
  id: 'firewall/smtp-av-proxy-stall',
  title: 'A virus-scanning proxy on the path holds large messages back until a timer ends the session',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same message inside TLS, which such a proxy cannot hold back',
  look: 'again.over-tls',
  explanation: `A gateway (FortiGate, Sophos, WatchGuard and kin) takes the message in place of the receiver, buffers and scans it, and passes it on, or
does not, when it exceeds the scanner's limits. Small messages pass; large ones end in silence.

**Look-alikes.** A path-MTU black hole lets the same octets pass in small segments; here they stall alike. A slow filter at the receiver answers
in the end. In TLS the proxy cannot read: a message that passes in TLS and stalls in clear text convicts it.`,
  references: ['https://knowledge.broadcom.com/external/article/177767', 'RFC 5321 §4.5.3.2.6'],
  needs: ['smtp.session', 'socket.state', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'firewall/flow-cut-after-bytes',
      decidedBy: 'the same message in TLS: a scanner cannot read it, a cut flow minds octets only',
      look: 'again.over-tls',
    },
    {
      cause: 'timeout/content-filter-slow',
      decidedBy: 'waiting ten minutes: a slow filter answers in the end',
      look: 'again.with-patience',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isSilence).filter(({ fact }) => messageBytes(fact.plan) > BULKY_BYTES)
    const [first] = dead
    const clues: Clue[] = []
    if (first === undefined) {
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.timeout'], STAGES).slice(0, 1),
          times(2),
          'the MTA timed out while the message was on its way',
        ),
      )
      const onlyLarge = evidence['log.pattern'].seen.filter(
        ({ fact }) => fact.pattern === 'only-large' && fact.symptom === 'drop.timeout',
      )
      return [...clues, ...patternClue(onlyLarge, HINT, 'large messages time out, and small ones pass')]
    }
    clues.push(...deathClue(dead, HINT, 'a large message ended in silence'))
    if (first.fact.tls !== undefined)
      clues.push(...deathClue([first], -times(6), 'it ended so in TLS, which a scanner on the path cannot read'))
    clues.push(...segmentClues(sessions, first))
    const found = waitingOf(evidence['socket.state'], first.fact.session)
    if (found?.waiting === 'unacknowledged' && !hasFullSegments(found.look.fact))
      clues.push(
        ...deathClue([first], -times(4), 'not one full-size segment was acknowledged, which no proxy would refuse', {
          with: [found.look],
        }),
      )
    const recovered = recoveredOf(evidence['socket.state'], first.fact.session)
    if (recovered !== undefined)
      clues.push(
        ...deathClue(
          [first],
          -NEAR_SURE,
          'octets that had to be repeated came through later, as on a line that is too slow',
          {
            with: recovered.looks,
          },
        ),
      )
    return clues
  },
  experiments(evidence, { maySend }) {
    const dead = deaths(evidence['smtp.session'], STAGES, isSilence).find(
      ({ fact }) =>
        messageBytes(fact.plan) > BULKY_BYTES &&
        fact.tls === undefined &&
        (fact.keywords?.includes('STARTTLS') ?? false),
    )
    if (dead === undefined || !maySend) return []
    const { plan } = dead.fact
    return [encryptedExperiment(plan)]
  },
  remedies: (evidence) => [
    askFor(
      'Let the mail server bypass the scanning proxy, or raise its limits',
      'whoever runs the security gateway on the path',
      `Your gateway scans SMTP on port ${peerPort(evidence)} and holds larger messages between our servers back until the session times out. Please exempt this pair of servers from the SMTP proxy, or raise its size limit and let it pass oversized messages (FortiGate: \`oversize-limit\`, \`splice\` in the protocol options).`,
    ),
  ],
})
