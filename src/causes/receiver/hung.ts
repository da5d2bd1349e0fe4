import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight, View } from '../../domain/evidence.ts'
import type { SmtpSession, TlsHello } from '../../domain/facts/smtp-facts.ts'
import { comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isBegun, isSilence, isUnreachable } from '../shared/outcomes.ts'
import { peerPort, postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import {
  companions,
  deaths,
  died,
  firstLooks,
  seenElsewhere,
  trialsWith,
  type DeadSession,
} from '../shared/sessions.ts'
import { answeredInPartClue, answersProbes, nobodyThereClue, waitingOf } from '../shared/socket.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, RULED_OUT, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'] as const

/** Most servers answer within so long, however busy. */
const ORDINARY_PATIENCE_MS = 10_000

/** The plan itself gave the stage only a few seconds: then silence says little. */
function isImpatient({ plan, death }: SmtpSession): boolean {
  const patienceMs = death === undefined ? undefined : plan.patienceMs?.[death.stage]
  return patienceMs !== undefined && patienceMs < ORDINARY_PATIENCE_MS
}

export default defineCause({
  id: 'receiver/hung',
  title: "The receiver's server takes the connection and does not answer",
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'unknown',
  prior: -2,
  decidedBy: "the state of the receiver's process: what does it wait for?",
  explanation: `TCP works: the host takes the connection and acknowledges our octets. The program behind it stays silent, at one stage or at all of
them: it waits for a resolver, a database, a policy service, a lock, for the server behind it, or is stopped. Before the banner there may be no such program at all:
it dies at its start (Postfix: "fatal", "bad command startup -- throttling"), all its processes are taken, or the address is that of a forwarder whose server
is silent.

**Look-alikes.** A path that went dead does not acknowledge. A full accept queue acknowledges the connection and nothing after it.
A tarpit or a slow lookup answers in the end: RFC 5321 grants five minutes.`,
  references: ['RFC 5321 §4.5.3.2'],
  needs: ['smtp.session', 'socket.state', 'symptom', 'tls.hello', 'net.counter'],
  alternatives: [
    { cause: 'receiver/accept-queue-full', decidedBy: "the receiver's `ss -ltn`: Recv-Q at its limit" },
    {
      cause: 'path/dies-midway',
      decidedBy: 'the socket state (`ss -tino`): a dead path does not acknowledge, and answers no keep-alive probe',
      look: 'own.sockets',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isSilence)
    const [first] = dead
    if (first === undefined) {
      if (firstLooks(sessions).some(({ fact }) => fact.lived)) return []
      return toldClue(
        reportedBySender(evidence.symptom, ['drop.timeout', 'tls.handshake.timeout'], STAGES).slice(0, 1),
        times(2),
        'the MTA reports that the server did not answer',
      )
    }
    const { stage } = first.fact.death
    return [
      ...deathClue(dead, weightOfSilence(first), `the connection stood, and no answer came at ${stage}`),
      ...deathClue(
        [first].filter(({ fact }) => isBegun(fact.death.outcome)),
        // A first line of greeting is one program's, as postscreen's is, and the rest may be owed by another.
        stage === 'banner' ? -times(2) : -times(4),
        'an answer had begun: a program that waits for something has not spoken yet',
      ),
      // That the kernel hears us tells a silent program from a dead path; this program has spoken.
      ...(isBegun(first.fact.death.outcome) ? [] : kernelClues(evidence['socket.state'], first)),
      ...answeredInPartClue(evidence['socket.state'], first),
      ...thrownAwayClue(evidence['net.counter'], first),
      ...elsewhereClues(sessions, first),
      ...helloClues(evidence['tls.hello'], first),
    ]
  },
  remedies: (evidence) => [
    askFor(
      'Tell the receiver at which stage its server falls silent',
      postmasterByAnotherWay(evidence),
      isUngreeted(evidence)
        ? `Your server takes our TCP connection and sends no banner. Please look at ${listenersOf(evidence)}: a Recv-Q above 0 counts connections that no process takes, because it cannot start (your log says "fatal" or "throttling" then) or all are busy. Otherwise the other command names the program that holds our connection: what does it wait for (resolver, policy service, milter, lock; behind a forwarder, the mail server itself)?`
        : 'Your mail server takes our TCP connection and acknowledges our octets, and then does not answer at the stage shown below. Please look at what the process waits for (resolver, database, policy service, milter, lock, the server behind it that takes the mail next).',
    ),
  ],
})

function isUngreeted(evidence: Pick<View<'smtp.session'>, 'smtp.session'>): boolean {
  return deaths(evidence['smtp.session'], STAGES, isSilence)[0]?.fact.death.stage === 'banner'
}

/** What the receiver is to run: who listens, and who holds connections. */
function listenersOf(evidence: View<'smtp.session' | 'symptom'>): string {
  const port = peerPort(evidence)
  return `\`ss -ltn "sport = :${port}"\` and \`ss -tnp "sport = :${port}"\``
}

/** What a silence says before anything else is known: how many other causes have such a one. */
function weightOfSilence({ fact }: DeadSession): number {
  const { stage } = fact.death
  if (stage === 'dot' || stage === 'tls' || stage === 'idle') return times(2.5)
  if (isImpatient(fact)) return times(2)
  // Before the banner a program that cannot start, or a forwarder with nobody behind it, is as silent.
  return stage === 'banner' ? HINT : times(4)
}

/** So many repeats that nobody acknowledges are no chance. */
const REPEATED_IN_VAIN = 3

/** Whether the receiver's kernel still hears us: then it is the program that does not. */
function kernelClues(looks: Sight<'socket.state'>, dead: DeadSession): readonly Clue[] {
  const found = waitingOf(looks, dead.fact.session)
  if (found === undefined) return []
  const more = { with: [found.look] }
  const answered = answersProbes(looks, dead.fact.session)
  switch (found.waiting) {
    case 'acknowledged':
      if (answered !== undefined)
        return deathClue(
          [dead],
          HINT,
          "the receiver's kernel answers keep-alive probes, and its program says nothing",
          { with: [answered] },
        )
      // Before the greeting we have sent nothing.
      if (dead.fact.death.stage === 'banner') return []
      return deathClue([dead], times(2), "the receiver's kernel acknowledged all we sent", more)
    case 'unanswered':
      return nobodyThereClue(looks, dead)
    case 'unacknowledged':
      // A host acknowledges whatever its programs do (RFC 9293 §3.10.7.4); one or two repeats may be a chance loss.
      return deathClue(
        [dead],
        found.look.fact.retransmits >= REPEATED_IN_VAIN ? RULED_OUT : -times(12),
        "the receiver's kernel does not acknowledge what we sent",
        found.look.fact.retransmits >= REPEATED_IN_VAIN ? { ...more, decides: 'refutes' } : more,
      )
    case 'window-closed':
      return deathClue([dead], -HINT, 'the receiver closed its window', more)
    case 'stopped-here':
      return deathClue([dead], -times(12), 'what we sent never left this host', more)
  }
}

/** So many are no chance; they may be of other connections of this host, all the same. */
const MANY_THROWN_AWAY = 3

/** Our kernel throws segments away before it looks whose they are: the server may have answered, in one of them. */
function thrownAwayClue({ seen }: Sight<'net.counter'>, dead: DeadSession): readonly Clue[] {
  const counted = seen.filter(
    ({ fact }) =>
      (fact.name === 'Tcp.InCsumErrors' || fact.name === 'TcpExt.PAWSEstab') && fact.delta >= MANY_THROWN_AWAY,
  )
  const [first] = counted
  if (first === undefined) return []
  const why = first.fact.name === 'Tcp.InCsumErrors' ? 'their checksums are wrong' : 'their timestamps go backwards'
  return deathClue([dead], -times(12), `our kernel threw ${first.fact.delta} segments away meanwhile, for ${why}`, {
    with: counted,
  })
}

/** A program that answers some hellos each time does not hang; one that answers the same hello by turns may be one of several. */
function helloClues({ seen }: Sight<'tls.hello'>, dead: DeadSession): readonly Clue[] {
  if (dead.fact.death.stage !== 'tls') return []
  const hellos = seen.filter(({ fact }) => fact.endpoint.address === dead.fact.endpoint.address)
  const answered = hellos.filter(({ fact }) => fact.answer.kind === 'server-hello' || fact.answer.kind === 'alert')
  const kinds = new Set(answered.map(({ fact }) => helloKey(fact)))
  const silent = hellos.filter(({ fact }) => fact.answer.kind === 'silent')
  if (silent.length === 0 || silent.some(({ fact }) => kinds.has(helloKey(fact)))) return []
  return comparedClue([dead], answered, RULED_OUT, 'other hellos are answered: the program does not hang', {
    decides: 'refutes',
  })
}

function helloKey({ hello, sliceBytes }: TlsHello): string {
  return JSON.stringify([hello, sliceBytes])
}

/** How other sessions fare: with others, with the same address, from another vantage point. */
function elsewhereClues(sessions: Sight<'smtp.session'>, dead: DeadSession): readonly Clue[] {
  const { endpoint, death } = dead.fact
  const trials = trialsWith(sessions, endpoint)
  const others = companions(sessions).filter(({ fact }) => died(fact, ['banner'], isSilence))
  const barred = trials.filter(({ fact }) => died(fact, ['connect'], isSilence))
  const wayless = trials.filter(({ fact }) => died(fact, ['connect'], isUnreachable))
  const again = trials.filter(({ fact }) => fact.lived)
  const away = seenElsewhere(sessions, endpoint).filter(({ fact }) => died(fact, [death.stage], isSilence))
  return [
    ...(death.stage === 'banner'
      ? comparedClue([dead], others, -times(10), 'unrelated servers do not greet us either')
      : []),
    ...comparedClue(
      [dead],
      barred,
      -times(4),
      'new connections get no answer any more, and the kernel of a host whose program hangs takes them',
    ),
    ...comparedClue([dead], wayless, -times(4), 'since then there is no way to the address, which no program decides'),
    ...comparedClue([dead], again, -times(2), 'other sessions with the same address live'),
    ...comparedClue([dead], away, times(5), 'another vantage point gets no answer at the same stage'),
  ]
}
