import { defineCause, type Clue } from '../../domain/cause.ts'
import { comparedClue, deathClue, notRepeatedClue, toldClue } from '../shared/clue.ts'
import { servedFromOtherSource } from '../shared/other-source.ts'
import { isBegun, isClose, isFarewell } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, died, firstLooks, passed, seenElsewhere, trialsWith } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { FAINT, STRONG, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot'] as const

export default defineCause({
  id: 'receiver/daemon-crash',
  title: "The receiver's server process dies on a command",
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: "the receiver's log: a signal or a `fatal` line; from anywhere else it dies at the same command",
  look: 'again.from-elsewhere',
  explanation: `The process that serves the session is gone: its kernel closes the connection right after a given command or octet, every time, for
every sender. Other commands of the same server work.

A process that dies at its start, before it takes a connection, ends none: the connections wait for a banner (\`receiver/hung\`), and the server's
master starts it again and again (Postfix: "fatal", "bad command startup -- throttling").

A process that dies says no farewell: an answer that breaks off in the middle speaks for it, an orderly end of TLS (close_notify) against it.

**Look-alikes.** A box on the path that ends sessions at a command spares senders on other paths. A policy close concerns some addresses only.
The receiver's log (a signal, a core, "fatal") decides.`,
  references: ['RFC 5321 §3.8'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'policy/reputation-silent-close',
      decidedBy: 'the same session from another own address',
      look: 'again.from-other-address',
      ended: 'closed',
    },
    {
      cause: 'firewall/reset-injected',
      decidedBy: 'the same session over another path: a crash meets everybody',
      look: 'again.from-elsewhere',
      ended: 'closed',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const dead = deaths(sessions, STAGES, isClose)
    const [first] = dead
    const clues: Clue[] = [
      ...deathClue(
        dead,
        times(first?.fact.death.stage === 'banner' ? 1.5 : 2),
        'the connection ended right after a command, without a reply',
      ),
    ]
    if (first === undefined) {
      if (firstLooks(sessions).length > 0) return clues
      return [
        ...clues,
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.lost'], STAGES).slice(0, 1),
          FAINT,
          'the MTA reports a connection lost after a command',
        ),
      ]
    }
    const { stage, outcome } = first.fact.death
    if (isFarewell(outcome))
      clues.push(
        ...deathClue([first], -STRONG, 'the server said goodbye in TLS, and a process that dies does not come to that'),
      )
    else if (isBegun(outcome) && stage !== 'tls')
      clues.push(
        ...deathClue([first], times(6), 'its answer broke off in the middle, as no program ends it on purpose'),
      )
    const again = trialsWith(sessions, first.fact.endpoint).filter(({ fact }) => died(fact, [stage], isClose))
    if (again.length >= 2)
      clues.push(
        ...deathClue([first], FAINT, `${again.length} more sessions ended at the same command`, {
          with: again,
        }),
      )
    clues.push(...notRepeatedClue(first, sessions, 8))
    clues.push(
      ...comparedClue(
        [first],
        servedFromOtherSource(sessions, first),
        -times(12),
        'another own address gets past this command at the same time: a crash meets everybody who comes to that server',
      ),
    )
    const away = seenElsewhere(sessions, first.fact.endpoint)
    const alike = away.filter(({ fact }) => died(fact, [stage], isClose))
    const spared = away.filter(({ fact }) => passed(fact, stage))
    if (spared.length > 0)
      clues.push(...deathClue([first], -times(10), 'another vantage point gets past this command', { with: spared }))
    else if (alike.length > 0)
      clues.push(...deathClue([first], times(12), 'another vantage point ends at the same command', { with: alike }))
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Tell the receiver at which command its server ends',
      postmasterByAnotherWay(evidence),
      'Your mail server closes every session without a reply at the command shown below. Please look for a crash, a signal or a "fatal" line at these times, and for a core file.',
    ),
  ],
})
