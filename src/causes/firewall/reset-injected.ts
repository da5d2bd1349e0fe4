import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Experiment } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { sh } from '../../domain/lever.ts'
import type { Stage } from '../../domain/stage.ts'
import { comparedClue, deathClue, notRepeatedClue, toldClue } from '../shared/clue.ts'
import { isReset } from '../shared/outcomes.ts'
import { peerAddress, peerPort } from '../shared/receiver-name.ts'
import { asFarAsItFailed } from '../shared/repeat.ts'
import { nearUs, soonerThanServer } from '../shared/round-trip.ts'
import { companions, deaths, died, firstLooks, passed, seenElsewhere } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { inSlices } from '../shared/variants.ts'
import { NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { sendInClear } from '../tls/shared/until-mended.ts'
import { encryptedExperiment } from './shared/encrypted.ts'

const STAGES = ['ehlo', 'starttls', 'tls', 'mail', 'rcpt', 'data', 'body', 'dot'] as const
/** Too few octets for any keyword to stand in one segment. */
const TINY_SLICE_BYTES = 3

/** Commands in clear that a box can read. */
function isReadable({ tls, death }: SmtpSession): boolean {
  return tls === undefined && death?.stage !== 'tls'
}

export default defineCause({
  id: 'firewall/reset-injected',
  title: 'A box on the path resets the connection when it sees certain octets',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: "a capture of the reset: its TTL is not that of the receiver's other packets",
  look: 'again.captured',
  explanation: `An intrusion prevention system or "next generation" firewall forges a RST as soon as a trigger passes: the word STARTTLS, an unusual
command, a string or an attachment type in the message. The same trigger dies each time at the same octet; everything else passes.

**Look-alikes.** A RST is not a firewall by itself: a server that closes a socket with unread input makes its own kernel send one. What
convicts is that the trigger matters and the segment boundary matters (a box that reads packets misses a word cut in two), or, in a capture,
another TTL and a server that goes on talking.`,
  references: ['RFC 3360', 'RFC 5961'],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  alternatives: [
    {
      cause: 'receiver/daemon-crash',
      decidedBy: 'a capture (TTL of the RST, a server that goes on talking), or the same session over another path',
      look: 'again.captured',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isReset)
    const [first] = dead
    if (first === undefined) {
      if (firstLooks(sessions).some(({ fact }) => fact.death !== undefined)) return []
      return toldClue(
        reportedBySender(evidence.symptom, ['drop.lost', 'tls.handshake.reset'], STAGES)
          .filter(({ fact }) => fact.ended === 'rst')
          .slice(0, 1),
        times(2),
        'the MTA reports a reset after a command',
      )
    }
    const { stage } = first.fact.death
    const clues: Clue[] = [...deathClue(dead, times(2), `the connection was reset at ${stage}, without a reply`)]
    const soon = soonerThanServer(first, evidence['smtp.step'])
    if (soon !== undefined)
      clues.push(
        ...deathClue(
          [first],
          STRONG,
          `the reset came after ${Math.round(soon.afterMs)} ms, less than half of the ${Math.round(soon.rttMs)} ms that a round trip takes`,
        ),
      )
    clues.push(...notRepeatedClue(first, sessions, 4))
    const alike = companions(sessions).filter(({ fact }) => died(fact, [stage], isReset))
    clues.push(
      ...comparedClue(
        [first],
        alike,
        NEAR_SURE,
        `unrelated servers reset us at ${stage} too, so the box is on our side`,
      ),
    )
    const away = seenElsewhere(sessions, first.fact.endpoint)
    const spared = away.filter(({ fact }) => passed(fact, stage))
    const struck = away.filter(({ fact }) => died(fact, [stage], isReset))
    if (spared.length > 0)
      clues.push(...deathClue([first], times(4), 'over another path the same command passes', { with: spared }))
    else if (struck.length > 0)
      clues.push(...deathClue([first], -times(4), 'over another path the same command is reset too', { with: struck }))
    return clues
  },
  experiments(evidence, { maySend }) {
    const dead = deaths(evidence['smtp.session'], STAGES, isReset).find(({ fact }) => isReadable(fact))
    if (dead === undefined) return []
    const { plan, death, keywords } = dead.fact
    const { stage } = death
    if (stage === 'body' || stage === 'dot') {
      const encrypts = keywords?.some((keyword) => keyword.startsWith('STARTTLS')) ?? false
      if (!maySend || !encrypts) return []
      return [encryptedExperiment(plan)]
    }
    // The handshake or the message that would follow need not be sliced: the command alone is in question.
    const control = stage === 'starttls' || stage === 'ehlo' ? { ...plan, upTo: stage } : asFarAsItFailed(plan, stage)
    return [sliceExperiment(control, stage)]
  },
  locusFor(evidence) {
    const [first] = deaths(evidence['smtp.session'], STAGES, isReset)
    const ours =
      first !== undefined &&
      companions(evidence['smtp.session']).some(({ fact }) => died(fact, [first.fact.death.stage], isReset))
    return ours ? 'sender' : 'path'
  },
  remedies(evidence) {
    const [first] = deaths(evidence['smtp.session'], STAGES, isReset)
    const soon = first === undefined ? undefined : soonerThanServer(first, evidence['smtp.step'])
    const stage = first === undefined ? '' : ` at ${first.fact.death.stage.toUpperCase()}`
    const capture = `host ${peerAddress(evidence)} and tcp port ${peerPort(evidence)}`
    return [
      {
        title: 'Exempt the mail server from inspection on the box that resets',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who:
              soon === undefined
                ? 'whoever runs the firewalls between us and the receiver (ours first, if other receivers reset us at the same command)'
                : nearUs(soon),
            text: `Our SMTP session ends in a TCP reset${stage}, as a firewall forges it when a signature matches. Please look for the addresses of the two servers in its threat log, and exempt TCP port ${peerPort(evidence)} between them from the signature (Palo Alto: App-ID and vulnerability profile; Meraki, SonicWall, WatchGuard: intrusion prevention and SMTP proxy).`,
          },
          sh(
            `timeout 60 tcpdump -ni any -w reset.pcap '${capture}'`,
            'as root, while the check below runs in another terminal: the TTL of the reset tells how far away the box is',
          ),
          sh('hangup autopsy reset.pcap', 'reads it'),
        ],
      },
      // What is not said triggers nothing.
      ...(first?.fact.death.stage === 'starttls' ? [sendInClear(first.fact.endpoint.host)] : []),
    ]
  },
})

/** A server reads a stream and minds no segment boundary; a box that compares packets with a word misses the word cut in pieces. */
function sliceExperiment(plan: SmtpSession['plan'], stage: Stage): Experiment {
  return {
    name: 'words cut in pieces',
    question: 'Does the same command pass when no segment holds a whole word of it?',
    varied: `segments of ${TINY_SLICE_BYTES} octets`,
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: 'whole commands', plan },
      { name: 'commands in pieces', plan: inSlices(plan, TINY_SLICE_BYTES) },
    ],
    judge(trials) {
      const verdict = judgeTwoArms(trials, {
        dies: 'whole commands',
        lives: 'commands in pieces',
        stage,
      })
      // A box that puts the stream together again resets the pieces, too.
      return verdict.judged === 'refuted' ? { ...verdict, judged: 'undecided' } : verdict
    },
  }
}
