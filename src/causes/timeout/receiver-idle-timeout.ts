import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { comparedClue, deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, died, trialsWith, type DeadSession } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { withoutPauses } from '../shared/variants.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { AGE_WORDS } from './shared/age.ts'

/** No timer for the next command is shorter: an end that comes sooner is none of a server that waited. */
const SHORTEST_PATIENCE_MS = 1_000

export default defineCause({
  id: 'timeout/receiver-idle-timeout',
  title: 'The receiver ended the session because we said nothing for too long',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -1,
  decidedBy: "the receiver's log: did it close for idleness, and after how long?",
  explanation: `The server's timer for the next command ran out: \`421 4.4.2 timeout exceeded\` (Postfix), \`SMTP command timeout\` (Exim), \`451 4.7.0 Timeout
waiting for client input\` (Exchange), or a close without words. The client paused: a pool that keeps connections, a stalled process, a slow source.

**Look-alikes.** Our own DSN 4.4.2 means that nobody said anything. A box that forgets the connection shows it only when somebody speaks again.
When nothing was in flight, nothing was lost, and there is no fault.`,
  references: ['RFC 5321 §4.5.3.2.7', 'RFC 5321 §3.8'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'firewall/nat-idle-expiry',
      decidedBy: 'the same pause with TCP keep-alive: a box is content with it, a server is not',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const said = saidByPeer(evidence, { symptoms: ['reply.421.idletimeout'], but: AGE_WORDS })
    const inBody = said.filter(({ fact }) => fact.stage === 'body' || fact.stage === 'dot')
    const clues: Clue[] = [
      ...toldClue(
        said.filter((told) => !inBody.includes(told)),
        DECISIVE,
        'the receiver says that it waited for us in vain',
        { decides: 'proves' },
      ),
      // While the message is on its way the same words may mean a deadline that steady octets do not meet.
      ...toldClue(
        inBody.filter(({ fact }) => fact.origin !== 'live'),
        times(4),
        'the receiver says in the body that its time is over',
      ),
    ]
    const paused = pausedDeaths(sessions).filter(({ fact }) => isClose(fact.death.outcome))
    const [first] = paused
    clues.push(...deathClue(paused, times(12), 'the receiver closed the connection while it waited for us'))
    if (first !== undefined) {
      const same = trialsWith(sessions, first.fact.endpoint).filter(
        ({ fact }) => fact.plan.pauseMs === undefined && died(fact, ['idle', 'mail', 'rcpt', 'data'], isClose),
      )
      clues.push(...comparedClue([first], same, -times(10), 'it closes in the same way without a pause'))
    }
    return clues
  },
  experiments(evidence) {
    const paused = deaths(evidence['smtp.session'], ['idle'], isEndByPeer).find(
      ({ fact }) => fact.plan.pauseMs !== undefined,
    )
    if (paused === undefined) return []
    const { plan } = paused.fact
    return [
      twoSessions(
        {
          name: 'no pause',
          question: 'Does the session live when we do not pause?',
          varied: 'no pause between the commands',
        },
        {
          fails: { name: 'with the pause', plan },
          lives: { name: 'without', plan: withoutPauses(plan) },
          stage: 'idle',
        },
      ),
    ]
  },
  // RFC 5321 §4.5.3.2.7: a server should wait at least five minutes for the next command.
  locusFor: (evidence) => (isHasty(patienceSeconds(evidence['smtp.session'])) ? 'receiver' : 'sender'),
  remedies(evidence) {
    const seconds = patienceSeconds(evidence['smtp.session'])
    const ours: readonly Remedy[] = [
      {
        title: 'Have the whole message at hand before the session begins',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: 'Applications: render and sign the message first, then connect; do not hold an SMTP connection over user input or other slow calls.',
          },
        ],
      },
      {
        title: 'Close connections that wait for a next message before the receiver does',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: `${seconds === undefined ? '' : `It waited for ${seconds} s. `}Pools of programs have an idle time of their own (nodemailer: pool). Mail servers keep an idle connection for seconds as they come (Postfix: smtp_connection_cache_time_limit, 2 s; Sendmail: ConnectionCacheTimeout).`,
          },
        ],
      },
    ]
    if (!isHasty(seconds)) return ours
    return [
      askFor(
        'Ask the receiver to wait longer',
        postmasterOf(evidence),
        `Your server ends our session after ${seconds} s without a command. RFC 5321 §4.5.3.2.7 asks a server to wait for at least five minutes. Please lengthen the timer (Postfix: smtpd_timeout; Exim: smtp_receive_timeout; Sendmail: Timeout.command).`,
      ),
      ...ours,
    ]
  },
})

const GRANTED_SECONDS = 300

/** Our sessions that the receiver ended in a pause of ours, in words or without. */
function pausedDeaths(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return deaths(sessions, ['idle'], isEndByPeer).filter(
    ({ fact: { plan, death } }) =>
      (plan.pauseMs !== undefined || plan.lingerMs !== undefined) &&
      (death.outcome.afterMs ?? SHORTEST_PATIENCE_MS) >= SHORTEST_PATIENCE_MS,
  )
}

function isEndByPeer(outcome: Outcome): boolean {
  return isClose(outcome) || outcome.kind === 'reply'
}

/** How long it waited for us before it ended a session of ours. */
function patienceSeconds(sessions: Sight<'smtp.session'>): number | undefined {
  const waits = pausedDeaths(sessions).flatMap(({ fact }) => fact.death.outcome.afterMs ?? [])
  return waits.length === 0 ? undefined : Math.round(Math.min(...waits) / 1000)
}

function isHasty(seconds: number | undefined): boolean {
  return seconds !== undefined && seconds < GRANTED_SECONDS / 2
}
