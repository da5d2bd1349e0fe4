import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import { type RemedyStep, sh } from '../../domain/lever.ts'
import { isOurs } from '../../domain/loss-signs.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { comparedClue, deathClue, patternClue, toldClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence, isUnreachable } from '../shared/outcomes.ts'
import { peerAddress } from '../shared/receiver-name.ts'
import {
  companions,
  connected,
  deaths,
  died,
  endedBy,
  firstLooks,
  passed,
  trialsWith,
  type DeadSession,
  type SessionSeen,
} from '../shared/sessions.ts'
import { answersProbes, isUnheard, progressOf, waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { onlyGreeting, withoutTls } from '../shared/variants.ts'
import { FAINT, HINT, RULED_OUT, STRONG, times, VAGUE } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const
/** What fits into one small segment on every path: a loss of this has nothing to do with size. */
const SMALL_BYTES = 500

export default defineCause({
  id: 'path/dies-midway',
  title: 'The path to the receiver went dead during the session',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: '`mtr` to the receiver while a session is silent: does anything come back?',
  look: 'path.loss',
  explanation: `The session began, and then nothing passes any more, small packets no more than large ones: a tunnel, a route, a wireless link or a
provider went down. New connections fail as well, for minutes, and then all is well again.

**Look-alikes.** A server that hangs still acknowledges our octets; a path-MTU black hole swallows full-size segments only; a NAT that
forgot the connection does so after a pause, and new connections pass.`,
  references: ['RFC 1122 §4.2.3.9', 'RFC 5461'],
  needs: ['smtp.session', 'socket.state', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'receiver/hung',
      decidedBy: 'the socket state (`ss -tino`): a hung server acknowledges, a dead path does not',
      look: 'own.sockets',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const [first] = deaths(sessions, STAGES, isSilence)
    const suddenly = evidence['log.pattern'].seen.filter(
      ({ fact }) =>
        fact.symptom === 'drop.timeout' && (fact.pattern === 'all-destinations' || fact.pattern === 'since'),
    )
    const told = firstLooks(sessions).length > 0 ? [] : reportedBySender(evidence.symptom, ['drop.timeout'], STAGES)
    return [
      ...(first === undefined
        ? toldClue(told, VAGUE, 'the MTA reports a session that fell silent')
        : [...kernelClues(evidence['socket.state'], first), ...elsewhereClues(sessions, first)]),
      ...patternClue(suddenly, times(5), 'sessions with several peers fall silent from one moment on'),
    ]
  },
  experiments(evidence) {
    const sessions = evidence['smtp.session']
    const one = deaths(sessions, STAGES, isSilence).find(({ fact }) =>
      isUnheard(waitingOf(evidence['socket.state'], fact.session)?.waiting),
    )
    if (one === undefined) return []
    return [
      {
        name: 'a new connection',
        question: 'Does a new connection answer EHLO while the first one stays dead?',
        varied: 'nothing but the connection',
        endpoint: one.fact.endpoint,
        trials: 1,
        arms: [
          {
            name: 'new connection',
            plan:
              one.fact.plan.tls === 'wrapped' ? onlyGreeting(one.fact.plan) : withoutTls(onlyGreeting(one.fact.plan)),
          },
        ],
        judge: (trials) =>
          trials.some(({ result }) => result.kind === 'session' && passed(result.session, 'ehlo'))
            ? { judged: 'refuted', because: 'a new connection answers EHLO at once, so the path is not dead' }
            : { judged: 'undecided', because: 'a new connection gets no answer to EHLO either' },
      },
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Leave the messages in the queue, and report the outage if it lasts',
      applies: 'by-someone-else',
      steps: [
        ...ownWay(evidence),
        sh(
          `tracepath -n ${peerAddress(evidence)}`,
          'now, and again when it works: the first hop that differs is next to the fault',
        ),
        {
          kind: 'ask',
          who: 'our access provider',
          text: `Established TCP connections to ${peerAddress(evidence)} go dead in mid-session${newOnes(evidence['smtp.session'])}. Please look at the way there.`,
        },
      ],
    },
  ],
})

/** What becomes of new connections, for a letter. */
function newOnes(sessions: Sight<'smtp.session'>): string {
  const [first] = deaths(sessions, STAGES, isSilence)
  if (first === undefined) return ''
  const wayless = barredSince(sessions, first, isUnreachable)
  if (wayless.length > 0) return `, and new ones fail at once then (${errnoOf(wayless)})`
  return barredSince(sessions, first).length > 0 ? ', and new ones get no answer then' : ''
}

/** Who says that there is no way: our own table of routes, our own link, or a router beyond them. */
function ownWay(evidence: View<'smtp.session' | 'symptom'>): readonly RemedyStep[] {
  const [first] = deaths(evidence['smtp.session'], STAGES, isSilence)
  if (first === undefined || barredSince(evidence['smtp.session'], first, isUnreachable).length === 0) return []
  return [
    sh(
      `ip route get ${peerAddress(evidence)}; ip neigh`,
      'no route here, or FAILED for our gateway: it is our own side that says so; else a router on the way',
    ),
  ]
}

/** The kernel's word for why a connection could not begin. */
function errnoOf(sessions: readonly SessionSeen[]): string {
  const errnos = sessions.flatMap(({ fact: { death } }) =>
    death?.outcome.kind === 'errno' ? [death.outcome.errno] : [],
  )
  return [...new Set(errnos)].join(', ')
}

/** Whether the receiver's kernel still hears us. */
function kernelClues(looks: Sight<'socket.state'>, dead: DeadSession): readonly Clue[] {
  const progress = progressOf(looks, dead.fact.session)
  if (progress !== undefined)
    return deathClue(
      [dead],
      -times(15),
      `${progress.movedBytes} octets were acknowledged within ${progress.seconds.toFixed(1)} s after the session had fallen silent`,
      { with: progress.looks },
    )
  const found = waitingOf(looks, dead.fact.session)
  if (found === undefined) return deathClue([dead], FAINT, 'the session fell silent')
  const { waiting, look } = found
  const more = { with: [look] }
  const answered = answersProbes(looks, dead.fact.session)
  if (waiting === 'acknowledged' && answered !== undefined)
    return deathClue([dead], RULED_OUT, "the receiver's kernel answers keep-alive probes, so the path works", {
      with: [answered],
      decides: 'refutes',
    })
  switch (waiting) {
    case 'acknowledged':
    case 'window-closed':
      return deathClue([dead], -times(15), 'the receiver acknowledges our octets, so the path works', more)
    case 'stopped-here':
      return deathClue([dead], -times(15), 'what we sent never left this host', more)
    case 'unanswered':
      return deathClue([dead], times(15), 'nobody answers our keep-alive probes any more', more)
    case 'unacknowledged':
      return inFlightBytes(look.fact) <= SMALL_BYTES
        ? deathClue([dead], times(15), 'a small packet of ours is repeated and nobody acknowledges it', more)
        : deathClue([dead], times(2), 'our octets are repeated and nobody acknowledges them', more)
  }
}

/** What was repeated is counted as sent each time. */
function inFlightBytes({ sentBytes, resentBytes = 0, ackedBytes }: SocketState): number {
  return sentBytes - resentBytes - ackedBytes
}

/** Connections of ours that ended so before they began: another port may be closed to everybody, and another vantage point has a path of its own. */
function barredSince(
  sessions: Sight<'smtp.session'>,
  { fact: { endpoint, startedAt } }: DeadSession,
  how: (outcome: Outcome) => boolean = isSilence,
): readonly SessionSeen[] {
  return inOrder(sessions.seen).filter(
    ({ fact }) =>
      isOurs(fact) &&
      fact.startedAt >= startedAt &&
      fact.endpoint.address === endpoint.address &&
      fact.endpoint.port === endpoint.port &&
      died(fact, ['connect'], how),
  )
}

/** How other sessions fare, later and with others. */
function elsewhereClues(sessions: Sight<'smtp.session'>, dead: DeadSession): readonly Clue[] {
  const { endpoint, death, startedAt } = dead.fact
  const barred = barredSince(sessions, dead)
  const wayless = barredSince(sessions, dead, isUnreachable)
  const later = trialsWith(sessions, endpoint).filter(
    ({ fact }) => fact.endpoint.port === endpoint.port && fact.startedAt >= startedAt,
  )
  const alive = later.filter(({ fact }) => passed(fact, death.stage === 'banner' ? 'banner' : 'ehlo'))
  const greeted = later.filter(({ fact }) => passed(fact, 'banner') && died(fact, [death.stage], isSilence))
  const taken = later.filter((one) => connected(one.fact) && !alive.includes(one) && !greeted.includes(one))
  const others = companions(sessions).filter(({ fact }) => endedBy(fact, isSilence))
  return [
    ...comparedClue([dead], barred, STRONG, 'new connections to the same address get no answer any more'),
    ...comparedClue(
      [dead],
      wayless,
      STRONG,
      `since then there is no way to the address (${errnoOf(wayless)}): a router or our own host says so`,
    ),
    ...comparedClue([dead], alive, -times(12), 'later sessions with the same address get answers'),
    ...comparedClue(
      [dead],
      greeted,
      -times(12),
      'new connections are taken and greeted, and fall silent at the same place: a dead path carries nothing',
    ),
    ...comparedClue([dead], taken, -times(6), 'new connections are taken, and a dead path carries no handshake either'),
    ...comparedClue([dead], others, HINT, 'sessions with other destinations fall silent too'),
  ]
}
