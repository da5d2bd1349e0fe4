import { defineCause, type Clue } from '../../domain/cause.ts'
import { patternClue, toldClue } from '../shared/clue.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

/** Words for a server that goes down on purpose. */
const GOING_DOWN =
  /\bshut(ting)?[ -]?down\b|\brestart(ing|ed)?\b|\breboot(ing)?\b|\b(for|under|in) (scheduled )?maintenance\b|\bgoing down\b|\bstopping\b/i

export default defineCause({
  id: 'receiver/restart-or-shutdown',
  title: 'The receiver is shutting down or restarting',
  locus: 'receiver',
  stages: ['connect', 'banner', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'the same connection some minutes later',
  look: 'again.later',
  explanation: `A server that goes down says 421 to the sessions it has and closes them (RFC 5321 §3.8). It is back after seconds or minutes; the sender's
queue covers that. A burst of such lines within one minute is a restart, not a fault.

**Look-alikes.** A 421 about idleness or limits ends single sessions at any time of the day.`,
  references: ['RFC 5321 §3.8'],
  needs: ['smtp.session', 'symptom', 'log.pattern'],
  alternatives: [
    {
      cause: 'receiver/overload-refusal',
      decidedBy: "the receiver's log; an overload comes back with the load, a restart is over in minutes",
    },
  ],
  weigh(evidence) {
    const clear = saidByPeer(evidence, {
      words: GOING_DOWN,
      symptoms: ['reply.421.shutdown', 'reply.421.other', 'system.remote', 'unknown'],
    })
    const hinted = saidByPeer(evidence, { symptoms: ['reply.421.shutdown'], but: GOING_DOWN })
    const since = evidence['log.pattern'].seen.filter(
      ({ fact }) => fact.pattern === 'since' && fact.symptom === 'reply.421.shutdown',
    )
    const clues: Clue[] = [
      ...toldClue(clear, DECISIVE, 'the receiver says that it is going down', { decides: 'proves' }),
      ...toldClue(
        hinted,
        times(2.5),
        'the receiver closes the channel in the general words of RFC 5321, which a server also has for overload and limits',
      ),
      ...patternClue(since, times(6), 'the log shows such answers from one moment on, and not before'),
    ]
    return clues
  },
  remedies: () => [
    waitAndRetry('The receiver was restarting. If the answer stays for more than an hour, tell its postmaster.'),
  ],
})
