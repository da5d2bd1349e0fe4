import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Experiment, Trial, Verdict } from '../../domain/experiment.ts'
import { sh } from '../../domain/lever.ts'
import { lossSigns } from '../../domain/loss-signs.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { slowMessage } from '../../domain/slow-message.ts'
import { STAGES } from '../../domain/stage.ts'
import { clue, deathClue, placeOf, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence } from '../shared/outcomes.ts'
import { peerAddress } from '../shared/receiver-name.ts'
import { companions, deaths, endedBy, firstLooks } from '../shared/sessions.ts'
import { queuedAt } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { withoutMessage, withoutTls } from '../shared/variants.ts'
import { FAINT, HINT, STRONG, times } from '../shared/weights.ts'
import { lossOnPath } from './shared/loss-on-path.ts'

/** Anywhere on the line: loss picks no stage. */
const ON_THE_LINE = STAGES.filter((stage) => stage !== 'dns' && stage !== 'quit')
/** One repetition is nothing: a few lead to the question whether they go on. */
const A_FEW_REPEATS = 2
/** Fewer repetitions happen to one connection that is stuck. */
const MANY_REPEATS = 20
/** Repetitions among the segments of the whole host; one in a hundred is much on a healthy line. */
const LOSSY_SHARE = 0.15
/** What an ordinary sender opens at a time. */
const SESSIONS_AT_ONCE = 3

export default defineCause({
  id: 'path/severe-loss-or-duplex',
  title: 'Many packets on the path are lost, so sessions die at random stages',
  locus: 'path',
  stages: [...ON_THE_LINE],
  persistence: 'unknown',
  prior: -3,
  decidedBy: '`mtr` over a hundred packets: how many are lost, and from which hop on',
  look: 'path.loss',
  explanation: `TCP copes with a lot: at 30 % loss a mail is merely late. Above some 40 % retransmissions outlast the timers, and sessions die at one
stage now and at another then. A duplex mismatch, a failing cable or optic, or a saturated link does this, to all traffic.

**Look-alikes.** Everything that kills at the same stage each time is something else: loss has no favourite stage, and other
destinations over the same link suffer as well.`,
  references: ['RFC 6298', 'RFC 2914'],
  needs: ['smtp.session', 'smtp.step', 'socket.state', 'net.counter', 'symptom'],
  alternatives: [
    {
      cause: 'path/dies-midway',
      decidedBy: 'waiting: a dead path comes back whole, a lossy one stays lossy',
      look: 'path.loss',
    },
    {
      cause: 'receiver/accept-queue-full',
      decidedBy: 'mtr to the receiver: an overloaded host answers every ping, a lossy path does not',
      look: 'path.loss',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const sessions = evidence['smtp.session']
    const [first] = deaths(sessions, ON_THE_LINE, isSilence)
    const told = reportedBySender(evidence.symptom, ['drop.timeout', 'connect.timeout', 'drop.lost'])
    const look = first ?? firstLooks(sessions)[0]
    if (look === undefined) return clues
    const { same, signs } = lossOnPath(evidence, look)
    const shown = (names: readonly string[]) => [
      ...same.filter(({ fact }) => names.includes(fact.session)),
      ...inOrder(evidence['smtp.step'].seen).filter(({ fact }) => names.includes(fact.session)),
    ]
    const place = first === undefined ? {} : placeOf(first)
    const counted = (name: string) => evidence['net.counter'].seen.find(({ fact }) => fact.name === name)
    const [sent, repeated] = [counted('Tcp.OutSegs'), counted('Tcp.RetransSegs')]
    // The counters are those of the whole host: a busy server repeats some segments at any time.
    const share = sent === undefined || repeated === undefined ? 0 : repeated.fact.delta / sent.fact.delta
    const repeats = (least: number) =>
      sent !== undefined && repeated !== undefined && repeated.fact.delta >= least && share >= LOSSY_SHARE
        ? [sent, repeated]
        : []
    const shareText = `meanwhile the kernel repeated ${Math.round(share * 100)} % of all segments that it sent`
    const sentence = [
      `of ${same.length} sessions with the same address ${signs.barred.length} had to repeat their SYN`,
      ...(signs.silentStages.length > 0 ? [`they fell silent at ${signs.silentStages.join(', ')}`] : []),
      ...(signs.lateStages.length > 0
        ? [
            `${signs.lateStages.join(', ')} ${signs.lateStages.length === 1 ? 'was' : 'were'} answered at once in one and late in another`,
          ]
        : []),
    ].join('; ')
    // Many repeated SYNs and silences at several stages: each has other causes, together they have none.
    const both = signs.barred.length >= 2 && signs.silentStages.length >= 2
    if (signs.severe)
      clues.push(
        ...clue(shown([...signs.barred, ...signs.silent, ...signs.late]), times(both ? 120 : 40), sentence, place),
      )
    else if (first === undefined && told.length === 0) return clues
    else if (signs.barred.length > 0 && signs.silentStages.length + signs.lateStages.length > 0)
      clues.push(...clue(shown([...signs.barred, ...signs.silent, ...signs.late]), STRONG, sentence, place))
    else if (signs.silentStages.length >= 2) clues.push(...clue(shown(signs.silent), HINT, sentence, place))
    else if (signs.barred.length > 0)
      clues.push(...clue(shown(signs.barred), FAINT, 'a SYN had to be repeated, as where packets are lost', place))
    else if (first === undefined) clues.push(...clue(repeats(A_FEW_REPEATS), FAINT, shareText))
    if (clues.length === 0) return clues
    const slow = slowMessage(look.fact, evidence['smtp.step'].seen)
    if (slow !== undefined)
      clues.push(
        ...clue(
          [look, slow],
          -times(60),
          'a message of our own filled a slow line meanwhile, so the packets of other sessions waited behind it',
          place,
        ),
      )
    const queued = queuedAt(evidence['socket.state'], look.fact)
    if (queued !== undefined)
      clues.push(
        ...clue(
          [look, queued],
          -times(8),
          'what we send waits in a queue before a line that is full, and so do the packets of other sessions',
          place,
        ),
      )
    if (signs.synsAlone)
      clues.push(
        ...clue(
          shown(signs.barred),
          -times(15),
          'what follows a SYN is answered at once, so the line carries packets',
          place,
        ),
      )
    if (first === undefined)
      clues.push(
        ...toldClue(told, HINT, 'the MTA reports sessions that died, where ours came through with repetitions'),
      )
    const others = companions(sessions).filter(({ fact }) => endedBy(fact, isSilence))
    if (others.length > 0 && first !== undefined)
      clues.push(...deathClue([first], HINT, 'sessions with other destinations fall silent too', { with: others }))
    const many = repeats(MANY_REPEATS)
    if (first !== undefined && many.length > 0) clues.push(...deathClue([first], times(4), shareText, { with: many }))
    return clues
  },
  experiments(evidence) {
    const sessions = evidence['smtp.session']
    const told = reportedBySender(evidence.symptom, ['drop.timeout', 'connect.timeout', 'drop.lost']).length > 0
    const look = deaths(sessions, ON_THE_LINE, isSilence)[0] ?? (told ? firstLooks(sessions)[0] : undefined)
    return look === undefined ? [] : [severalAtOnce(look.fact.plan)]
  },
  remedies: (evidence) => [
    {
      title: 'Mend the link',
      applies: 'needs-values',
      steps: [
        sh(
          `mtr -n --report --report-cycles 100 ${peerAddress(evidence)}; ethtool DEVICE; ip -s link show DEVICE`,
          'loss from the first hop on, "Duplex: Half", or growing error counters mean our own link; loss at the last hop alone is the receiver’s host or line: tell him; loss at a hop that those behind it do not show means nothing; DEVICE: ip route get',
        ),
        {
          kind: 'ask',
          who: 'our access provider, when the loss begins beyond our own network',
          text: 'Packets of ours are lost in great numbers from the hop on that the attached mtr report shows.',
        },
      ],
    },
  ],
})

/** The same small session several times at once: a fault of one stage stops all of them there, loss stops each elsewhere or none. */
function severalAtOnce(plan: SessionPlan): Experiment {
  return {
    name: 'several small sessions',
    question: `Do ${SESSIONS_AT_ONCE} equal sessions without a message fare alike?`,
    varied: 'nothing but chance',
    endpoint: plan.endpoint,
    trials: 1,
    arms: [
      {
        name: 'equal sessions',
        plan: {
          kind: 'burst',
          session: plan.tls === 'wrapped' ? withoutMessage(plan) : withoutTls(withoutMessage(plan)),
          connections: SESSIONS_AT_ONCE,
          together: true,
        },
      },
    ],
    judge: judgeEqualSessions,
  }
}

/** That all of them passed at once rules heavy loss out; their differences speak in `weigh`, beside those of all other sessions. */
function judgeEqualSessions(trials: readonly Trial[]): Verdict {
  const sessions = trials.flatMap(({ result }) => (result.kind === 'burst' ? result.sessions : []))
  const { barred } = lossSigns(sessions, [])
  // One that we cut short ourselves has shown nothing.
  const lived = sessions.filter(
    ({ lived: passes, death }) => passes || (death !== undefined && !isSilence(death.outcome)),
  )
  const because = `of ${sessions.length} equal sessions ${sessions.length - lived.length} did not come to their end, and ${barred.length} had to repeat their SYN`
  return {
    judged:
      sessions.length >= SESSIONS_AT_ONCE && lived.length === sessions.length && barred.length === 0
        ? 'refuted'
        : 'undecided',
    because,
  }
}
