import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { note, sh } from '../../domain/lever.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { SLOW_BYTES_PER_SECOND, slowMessage } from '../../domain/slow-message.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { clue, deathClue, placeOf, toldClue } from '../shared/clue.ts'
import { isClose, isSilence } from '../shared/outcomes.ts'
import { peerAddress, peerPort, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { crawlOf, progressOf, queuedAt, recoveredOf } from '../shared/socket.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { times } from '../shared/weights.ts'
import { smallLossClues } from './shared/loss-on-path.ts'

const STAGES = ['body', 'dot'] as const
/** Deadlines for a whole session or message that receivers are known for: Exchange 5 and 10 minutes, Postfix 5, Exchange Online 20. */
const KNOWN_DEADLINES_SECONDS = [300, 600, 1200]

const isEnd = (outcome: Outcome): boolean =>
  isClose(outcome) || (outcome.kind === 'reply' && outcome.reply.code === 421)

function nearDeadline(seconds: number | undefined): boolean {
  return seconds !== undefined && KNOWN_DEADLINES_SECONDS.some((limit) => Math.abs(seconds - limit) <= limit * 0.03)
}

const DEADLINE_WORDS = /\b(deadline|took too long|too slow|time limit|timed? ?out)\b/i
/** Trouble behind the receiver: its own lookups and backends are slow, not our line. */
const ITS_OWN_TROUBLE: readonly Symptom[] = [
  'system.remote',
  'system.filter',
  'system.proxy',
  'dns.tempfail',
  'greylist',
]

export default defineCause({
  id: 'path/slow-link-vs-deadline',
  title: 'The message takes longer over this line than the session may last',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a smaller message over the same line: it arrives in time',
  look: 'again.with-small-message',
  explanation: `Octets move all the time, yet too slowly: the receiver ends the session after a fixed time (Exchange: ten minutes in all, five on Edge,
"even while transmitting"), so every message above a certain size dies at the same age of the session. Where a box drops what exceeds a rate, much is repeated, and some of it comes through.

**Look-alikes.** A size limit minds octets and not seconds: send at half the speed and see which of the two stays the same. An idle
timeout needs a gap in which nobody sends.`,
  references: ['https://learn.microsoft.com/exchange/mail-flow/message-rate-limits', 'RFC 5321 §4.5.3.2'],
  needs: ['smtp.session', 'smtp.step', 'symptom', 'socket.state'],
  alternatives: [
    // A limit on the size ends the session; where nobody did, octets crawl.
    {
      cause: 'content/size-limit-drop',
      decidedBy:
        'the check below at an hour at which the line has another speed: a deadline keeps the seconds, a size limit keeps the octets',
      ended: ['reply', 'closed'],
    },
    {
      cause: 'path/severe-loss-or-duplex',
      decidedBy: '`mtr` while nothing is sent: a line that is only slow, or limited to a rate, loses nothing then',
      look: 'path.loss',
      ended: 'silent',
    },
  ],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isEnd)
    const clues: Clue[] = []
    const atDeadline = dead.filter(({ fact }) => nearDeadline(fact.seconds))
    // At the answer all octets were handed over, as far as we saw: what is slow may be the receiver's filter.
    for (const [stage, weight, meanwhile] of [
      ['body', times(15), 'the body was on its way'],
      ['dot', times(4), 'the answer to the message was awaited'],
    ] as const) {
      const there = atDeadline.filter(({ fact }) => fact.death.stage === stage)
      const age = Math.round(there[0]?.fact.seconds ?? 0)
      clues.push(
        ...deathClue(there, weight, `the session ended at an age of ${age} s, a usual deadline, while ${meanwhile}`),
      )
    }
    const slow = dead.filter(
      ({ fact }) => fact.seconds > 20 && fact.sentBytes / fact.seconds < SLOW_BYTES_PER_SECOND && fact.sentBytes > 5000,
    )
    clues.push(
      ...deathClue(
        slow.filter((one) => !atDeadline.includes(one)),
        times(6),
        'the receiver ended the session while the body moved slowly and steadily',
      ),
    )
    for (const one of deaths(evidence['smtp.session'], STAGES, isSilence)) {
      const recovered = recoveredOf(evidence['socket.state'], one.fact.session)
      if (recovered !== undefined) {
        const { movedBytes, seconds, looks } = recovered
        if (movedBytes / seconds > SLOW_BYTES_PER_SECOND) continue
        const queued = queuedAt(evidence['socket.state'], one.fact)
        clues.push(
          ...smallLossClues(evidence, one, placeOf(one)),
          ...deathClue(
            queued === undefined ? [] : [one],
            times(8),
            `the round trip grew from ${one.fact.connectMs ?? 0} ms to ${Math.round(queued?.fact.rttMs ?? 0)} ms behind our own octets, as before a line that is full`,
            { with: queued === undefined ? [] : [queued] },
          ),
          ...deathClue(
            [one],
            times(6),
            `of the octets that our kernel had to repeat ${movedBytes} were acknowledged within ${seconds.toFixed(1)} s, ${Math.round(movedBytes / seconds)} in a second, and the others wait: the line carries less than is sent`,
            { with: looks },
            // A path that loses much brings the same.
          ).map((each) => ({ ...each, ranksOnly: true as const })),
        )
        continue
      }
      const progress = progressOf(evidence['socket.state'], one.fact.session)
      if (progress === undefined || crawlOf(evidence['socket.state'], one.fact.session) !== undefined) continue
      const { movedBytes, seconds, looks } = progress
      const last = looks.at(-1)?.fact
      // A receiver that reads slowly closes its window, and where packets are lost they are repeated.
      if (last === undefined || last.timer === 'persist' || last.retransmits > 0) continue
      if (movedBytes / seconds > SLOW_BYTES_PER_SECOND) continue
      clues.push(
        ...deathClue(
          [one],
          times(12),
          `octets are acknowledged all the time, ${Math.round(movedBytes / seconds)} in a second, and the message has not come to its end`,
          { with: looks },
        ),
      )
    }
    for (const one of firstLooks(evidence['smtp.session'])) {
      const step = slowMessage(one.fact, evidence['smtp.step'].seen)
      if (step === undefined) continue
      clues.push(
        ...clue([one, step], times(4), `our kernel took no more than ${step.bytesPerSecond} octets of it in a second`, {
          stage: 'body',
          endpoint: endpointText(one.fact.endpoint),
        }),
      )
    }
    const throttled = dead.filter(({ fact }) => fact.plan.bodyBytesPerSecond !== undefined)
    clues.push(
      ...deathClue(
        throttled.filter((one) => !slow.includes(one) && !atDeadline.includes(one)),
        times(4),
        'the receiver ended a session whose body was sent slowly on purpose',
      ),
    )
    const said = saidByPeer(evidence, { symptoms: ['reply.421.idletimeout'], stages: STAGES })
    const moving = dead.filter(({ fact }) => fact.plan.pauseMs?.body === undefined && fact.sentBytes > 5000)
    if (said.some(({ fact }) => fact.origin === 'live') && moving.length > 0)
      clues.push(
        ...deathClue(
          moving,
          times(40),
          'the receiver says that its time is over, while octets of the body moved all the time',
          { with: said },
        ),
      )
    else clues.push(...toldClue(said, times(5), 'the receiver says in the body that its time is over'))
    const words = saidByPeer(evidence, { stages: STAGES, words: DEADLINE_WORDS }).filter(
      (told) => !said.includes(told) && told.fact.stage !== undefined && !ITS_OWN_TROUBLE.includes(told.fact.symptom),
    )
    clues.push(...toldClue(words, times(5), 'the receiver says that its time for the message is over'))
    if (dead.length === 0)
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout'], ['body']).filter(({ fact }) =>
            nearDeadline(fact.elapsedSeconds),
          ),
          times(6),
          'the MTA reports that the receiver hung up in the body after a round time',
        ),
      )
    return clues
  },
  experiments(evidence, { maySend }) {
    const [slow] = deaths(evidence['smtp.session'], STAGES, isEnd).filter(
      ({ fact }) => fact.plan.bodyBytesPerSecond !== undefined,
    )
    if (slow === undefined || !maySend) return []
    const { bodyBytesPerSecond: _slow, ...fast } = slow.fact.plan
    return [
      {
        name: 'speed',
        question: 'Does the same message pass at full speed?',
        varied: 'no limit on the speed of the body',
        endpoint: slow.fact.endpoint,
        trials: 1,
        arms: [
          { name: 'slow', plan: slow.fact.plan },
          { name: 'fast', plan: fast },
        ],
        judge: (trials) => judgeTwoArms(trials, { dies: 'slow', lives: 'fast', agree: 1 }),
      },
    ]
  },
  locusFor: (evidence) =>
    firstLooks(evidence['smtp.session']).some(({ fact }) => fact.plan.bodyBytesPerSecond !== undefined)
      ? 'sender'
      : 'path',
  remedies: (evidence) => [
    {
      title: 'Find what makes the line slow, and send what passes meanwhile',
      applies: 'needs-values',
      steps: [
        sh(
          `mtr -rwzc 100 ${peerAddress(evidence)}`,
          'once while nothing is sent, and once while a large message is; what only one hop shows, and none behind it, means nothing',
        ),
        ...WHAT_MTR_TELLS.map((text) => note(text)),
        note(
          `Meanwhile send links instead of attachments, and large mail at quiet hours; the check below with a smaller --size finds what passes.${passingText(evidence['smtp.session'])}`,
        ),
      ],
    },
    isCutByUs(evidence['smtp.session'])
      ? askFor(
          'Where there is neither loss nor delay: ask who limits the rate',
          `our access provider, and ${postmasterOf(evidence)}`,
          `A large message to ${peerAddress(evidence)} on port ${peerPort(evidence)} crawls, while short commands are answered at once, as where a rate is enforced. Does a device of yours limit or police the rate of connections to this port? To which rate, and may it be more, or shape instead of drop?`,
        )
      : askFor(
          'Ask the receiver for more time',
          postmasterOf(evidence),
          `Your server ended our session while a message was still arriving${progressText(evidence['smtp.session'])}. Please look at its deadlines (Postfix: smtpd_per_request_deadline, smtpd_min_data_rate, and smtpd_timeout, which it shortens to 10 s under load; Exchange: ConnectionTimeout of the receive connector).`,
        ),
  ],
})

const WHAT_MTR_TELLS = [
  'Loss without anything being sent, from the first hop on: our own cable, duplex or radio link. From a later hop on to the end: who runs that hop, by way of our access provider. At the last hop alone: the receiver.',
  'Seconds of delay only while we send, from an early hop on: our uplink is full. Find what fills it, and shape it so that port 25 keeps its share; where a hop of the access provider begins it, ask him.',
  'Neither loss nor delay: a box lets only some rate pass. Ask who runs it, and until then send below that rate (tc-fq: `maxrate` of the device holds each connection of this host to it).',
]

/** How large a message passes at the speed of the session that died; empty where none of ours did. */
function passingText(sessions: Sight<'smtp.session'>): string {
  const [dead] = deaths(sessions, STAGES, isEnd)
  return dead === undefined
    ? ''
    : ` At the speed of this session, what is larger than about ${dead.fact.sentBytes} octets dies.`
}

/** Our own patience ended the session, and the receiver none. */
function isCutByUs(sessions: Sight<'smtp.session'>): boolean {
  return deaths(sessions, STAGES, isSilence).length > 0 && deaths(sessions, STAGES, isEnd).length === 0
}

/** `: 312000 octets in 9 s`. */
function progressText(sessions: Sight<'smtp.session'>): string {
  const [dead] = deaths(sessions, STAGES, isEnd)
  return dead === undefined ? '' : `: ${dead.fact.sentBytes} octets were sent in ${Math.round(dead.fact.seconds)} s`
}
