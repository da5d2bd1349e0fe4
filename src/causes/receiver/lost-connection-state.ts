import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue } from '../shared/clue.ts'
import { isReset } from '../shared/outcomes.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { soonerThanServer } from '../shared/round-trip.ts'
import { deaths, died, equalsThatPass, passed, trialsWith } from '../shared/sessions.ts'
import { FAINT, HINT, STRONG, times } from '../shared/weights.ts'

const STAGES = ['ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'] as const

/** A pool with a bad member would have shown it again by then. */
const OFTEN = 3

export default defineCause({
  id: 'receiver/lost-connection-state',
  title: 'The receiver no longer knows the connection and resets it',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'passes-by-itself',
  prior: -3,
  decidedBy: 'a capture at the receiver: does it know the connection that it resets?',
  explanation: `The host behind the address changed in mid-session: a reboot, a failover, a load balancer that moved the flow. The new one knows nothing of
our connection, and answers our next packet with a bare reset, one round trip later. A new connection works.

**Look-alikes.** A firewall that resets for a reason does it again at the same place; a NAT that forgot the connection does it after a pause. A
bare reset with the TTL of the server, and silence after it, is what a capture shows here.`,
  references: ['RFC 9293 §3.5.2'],
  needs: ['smtp.session', 'smtp.step'],
  alternatives: [
    {
      cause: 'firewall/nat-idle-expiry',
      decidedBy: 'the same session without pauses, or with TCP keep-alive',
      look: 'again.without-pauses',
      afterQuiet: true,
    },
    {
      cause: 'firewall/reset-injected',
      decidedBy: 'a capture: TTL of the reset, and whether the server goes on talking',
      look: 'again.captured',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const [first] = deaths(sessions, STAGES, isReset)
    if (first === undefined) return []
    const { stage } = first.fact.death
    const clues: Clue[] = [...deathClue([first], FAINT, `the connection was reset at ${stage}`)]
    if (soonerThanServer(first, evidence['smtp.step']) !== undefined)
      clues.push(...deathClue([first], -STRONG, 'the reset came sooner than the server can answer'))
    const again = trialsWith(sessions, first.fact.endpoint)
    const same = again.filter(({ fact }) => died(fact, [stage], isReset))
    const equals = equalsThatPass(sessions, first)
    const further = again.filter(({ fact }) => passed(fact, stage))
    if (same.length > 0)
      clues.push(...deathClue([first], -times(4), 'it happens again at the same place', { with: same }))
    else if (equals.length > 0)
      clues.push(
        ...deathClue(
          [first],
          times(equals.length >= OFTEN ? 18 : 12),
          `the very same session passes this place when it is run again (${equals.length} of ${equals.length})`,
          { with: equals },
        ),
      )
    else if (further.length > 0)
      clues.push(
        ...deathClue([first], HINT, 'a new session passes the place where this one was reset', {
          with: further,
        }),
      )
    return clues
  },
  remedies: () => [
    waitAndRetry(
      'A new connection works. If it happens often, the receiver should look for failovers at those minutes.',
    ),
  ],
})
