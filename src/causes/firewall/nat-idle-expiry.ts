import { defineCause, type Clue } from '../../domain/cause.ts'
import type { View } from '../../domain/evidence.ts'
import type { Experiment } from '../../domain/experiment.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { comparedClue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { kernelSettings } from '../shared/kernel-settings.ts'
import { isReset, isSilence } from '../shared/outcomes.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, died, trialsWith } from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { FAINT, HINT, times } from '../shared/weights.ts'
import { forgottenClues, forgottenWhileWaiting, quietSecondsOf } from './shared/forgotten-while-waiting.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const
/** Keep-alive probes at this share of the pause keep any timer of the box from running out. */
const KEEP_ALIVES_PER_PAUSE = 4
/** How long an answer may take in a trial: a server that thinks longer than a box's shortest timers, in seconds not minutes. */
const ANSWER_PATIENCE_MS = 15_000
const ANSWER_KEEP_ALIVE_MS = 1_500

const isForgotten = (outcome: Outcome): boolean => isSilence(outcome) || isReset(outcome)

/** The pause in front of the stage at which the session died, in milliseconds. */
export function pauseBefore({ plan, death }: SmtpSession): number {
  return death === undefined ? 0 : (plan.pauseMs?.[death.stage] ?? 0)
}

export default defineCause({
  id: 'firewall/nat-idle-expiry',
  title: 'A firewall or NAT on the path forgets the connection while nobody speaks',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -1,
  decidedBy: 'the same pause with TCP keep-alive probes: the box then remembers',
  explanation: `A stateful box keeps a timer for each connection (cloud NAT 350 s, many firewalls 300 s to an hour, some far less). A pause, or a server
that thinks long about the final dot or another command, outlasts it: the next packet is dropped in silence or answered with a reset. When it
is the server's answer to the dot that gets lost, the message was delivered, and is delivered again at each retry.

**Look-alikes.** A slow filter's answer arrives in the end; a server's own idle timer says 421 or closes. TCP keep-alive, which says nothing to
the server's program, keeps the box's memory alive and so proves it. A box that drops connections at a certain age does so though they are not idle.`,
  references: ['RFC 5382 §5', 'RFC 7857', 'RFC 1122 §4.2.3.6'],
  needs: ['smtp.session', 'socket.state', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'timeout/content-filter-slow',
      decidedBy: "the receiver's log: did it answer, and when; or the same session with TCP keep-alive",
    },
    {
      cause: 'timeout/receiver-idle-timeout',
      decidedBy: 'whether the receiver itself closes during the pause',
      look: 'again.captured',
    },
    {
      cause: 'firewall/flow-cut-after-seconds',
      decidedBy: 'the same session with something said every second: an idle timer does not run out, an age is reached',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isForgotten)
    const paused = dead.filter(({ fact }) => pauseBefore(fact) > 0)
    const atDot = dead.filter(
      (one) => one.fact.death.stage === 'dot' && isSilence(one.fact.death.outcome) && !paused.includes(one),
    )
    const clues: Clue[] = []
    const [first] = paused
    if (first !== undefined) {
      const seconds = Math.round(pauseBefore(first.fact) / 1000)
      const answer = isReset(first.fact.death.outcome) ? 'a reset' : 'no answer'
      clues.push(...deathClue(paused, times(10), `the first octets after a pause of ${seconds} s got ${answer}`))
      const found = waitingOf(evidence['socket.state'], first.fact.session)
      if (found?.waiting === 'unacknowledged')
        clues.push(
          ...deathClue(
            [first],
            HINT,
            "the receiver's kernel does not acknowledge them, though it acknowledged all before the pause",
            { with: [found.look] },
          ),
        )
      if (found?.waiting === 'acknowledged')
        clues.push(
          ...deathClue([first], -times(15), 'the octets after the pause were acknowledged', { with: [found.look] }),
        )
      const same = trialsWith(sessions, first.fact.endpoint).filter(
        ({ fact }) => fact.plan.pauseMs === undefined && died(fact, [first.fact.death.stage], isForgotten),
      )
      clues.push(...comparedClue([first], same, -times(12), 'it ends in the same way without a pause'))
    }
    clues.push(...deathClue(atDot, FAINT, 'no answer came to the end of the message'), ...forgottenClues(evidence))
    if (dead.length === 0) {
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.timeout'], ['dot']).slice(0, 1),
          times(1.7),
          'the MTA timed out waiting for the answer to the message',
        ),
      )
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.timeout', 'drop.lost'], ['idle']).slice(0, 1),
          times(4),
          'the MTA lost a connection on which nobody had spoken for a while',
        ),
      )
    }
    const periodic = evidence['log.pattern'].seen.filter(
      ({ fact }) => fact.pattern === 'periodic' && (fact.stage === 'idle' || fact.stage === 'mail'),
    )
    clues.push(...patternClue(periodic, HINT, 'the log shows connections dying after the same gap each time'))
    return clues
  },
  experiments(evidence, { maySend }) {
    const dead = deaths(evidence['smtp.session'], STAGES, isForgotten)
    const paused = dead.find(({ fact }) => pauseBefore(fact) > 0)
    if (paused !== undefined) {
      const { plan } = paused.fact
      return [keepAliveExperiment(plan, Math.max(500, Math.round(pauseBefore(paused.fact) / KEEP_ALIVES_PER_PAUSE)))]
    }
    const atDot = maySend ? dead.find(({ fact }) => fact.death.stage === 'dot') : undefined
    const waiting = forgottenWhileWaiting(evidence)?.dead ?? atDot
    return waiting === undefined
      ? []
      : [{ ...keepAliveExperiment(waiting.fact.plan, ANSWER_KEEP_ALIVE_MS), patienceMs: ANSWER_PATIENCE_MS }]
  },
  remedies(evidence) {
    const quietSeconds = forgottenAfterSeconds(evidence)
    const within = (seconds: number): number =>
      quietSeconds === undefined
        ? seconds
        : Math.min(seconds, Math.max(1, Math.floor(quietSeconds / KEEP_ALIVES_PER_PAUSE)))
    const betweenSeconds = within(30)
    return [
      {
        title: 'Send TCP keep-alive probes before the box forgets',
        applies: 'after-review',
        costs: `every connection of this host that asks for probes sends them as often, and ends when ${KERNEL_PROBES} of them are lost: after ${within(120) + KERNEL_PROBES * betweenSeconds} s in which the network is down`,
        ...kernelSettings(
          { 'net.ipv4.tcp_keepalive_time': within(120), 'net.ipv4.tcp_keepalive_intvl': betweenSeconds },
          'it reaches sockets with SO_KEEPALIVE: Exim sets it (transport option keepalive, default true), and Postfix over IPv4',
        ),
      },
      ...(isBetweenMails(evidence) ? [shorterReuse(within(30))] : []),
      askFor(
        'Lengthen the timer of the box for SMTP',
        'whoever runs our own firewall or NAT first, then our access provider, then the receiver',
        `Your box forgets TCP connections on port ${peerPort(evidence)} ${quietSeconds === undefined ? 'too soon' : `within about ${quietSeconds} s in which nobody speaks`}. An SMTP server may take minutes for an answer (RFC 5321 §4.5.3.2 has senders wait five for most commands and ten after a message), and RFC 5382 wants established connections kept for at least two hours and four minutes. Please set that timer above 600 s.`,
      ),
    ]
  },
})

/** `tcp_keepalive_probes` as Linux comes. */
const KERNEL_PROBES = 9

/** Nobody had spoken because no mail was there to be sent: while a server thinks, a connection cannot be left. */
function isBetweenMails(evidence: View<'smtp.session' | 'socket.state' | 'symptom'>): boolean {
  const paused = deaths(evidence['smtp.session'], STAGES, isForgotten).some(({ fact }) => pauseBefore(fact) > 0)
  return paused || reportedBySender(evidence.symptom, ['drop.timeout', 'drop.lost'], ['idle']).length > 0
}

function shorterReuse(seconds: number): Remedy {
  return {
    title: 'Leave connections sooner that have nothing to send',
    applies: 'after-review',
    on: 'our-server',
    costs: 'more connections, and to every destination',
    levers: [{ lever: 'connection.idle-limit', seconds }],
  }
}

/** The shortest quiet after which the box had forgotten a session of ours. */
function forgottenAfterSeconds(evidence: View<'smtp.session' | 'socket.state'>): number | undefined {
  const waited = forgottenWhileWaiting(evidence)
  if (waited !== undefined) return quietSecondsOf(waited)
  const pauses = deaths(evidence['smtp.session'], STAGES, isForgotten).map(({ fact }) => pauseBefore(fact))
  const shortest = Math.min(...pauses.filter((pauseMs) => pauseMs > 0))
  return Number.isFinite(shortest) ? Math.round(shortest / 1000) : undefined
}

function keepAliveExperiment(plan: SmtpSession['plan'], keepAliveMs: number): Experiment {
  return {
    name: 'keep-alive',
    question: 'Does the session go on when TCP keep-alive probes cross the path while nobody speaks?',
    varied: `a TCP keep-alive probe every ${keepAliveMs / 1000} s`,
    endpoint: plan.endpoint,
    trials: 2,
    arms: [
      { name: 'no keep-alive', plan },
      { name: 'keep-alive probes', plan: { ...plan, keepAliveMs } },
    ],
    judge(trials) {
      const verdict = judgeTwoArms(trials, {
        dies: 'no keep-alive',
        lives: 'keep-alive probes',
        agree: 1,
      })
      // A box may ignore probes without data; a server that is merely slow dies alike in both arms.
      return verdict.judged === 'refuted' ? { ...verdict, judged: 'undecided' } : verdict
    },
  }
}
