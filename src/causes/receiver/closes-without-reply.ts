import { defineCause, type Clue } from '../../domain/cause.ts'
import { deathClue, notRepeatedClue, toldClue } from '../shared/clue.ts'
import { isBegun, isClose } from '../shared/outcomes.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, livingLooks } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { BARE_ERROR, STRONG, times } from '../shared/weights.ts'

/** Where a policy ends sessions most often. */
const COMMANDS = ['banner', 'ehlo', 'auth', 'mail', 'rcpt'] as const
const LATER = ['starttls', 'data', 'body', 'dot'] as const

export default defineCause({
  id: 'receiver/closes-without-reply',
  title: 'The receiver ends the connection without a word',
  locus: 'receiver',
  stages: [...COMMANDS, ...LATER],
  persistence: 'unknown',
  prior: -2,
  decidedBy: "the receiver's log of that moment",
  explanation: `The connection was established, and then the other side closed or reset it instead of answering. RFC 5321 wants a 421 first; many
servers and boxes do not bother.

**Look-alikes.** A deliberate close for our reputation, a crash of the daemon, and a load balancer without a living server behind it
look the same from one address. What decides is what varies: the source address, the command, or the time.`,
  references: ['RFC 5321 §3.8', 'RFC 5321 §4.1.1.10'],
  needs: ['smtp.session', 'symptom'],
  // Reputation and load balancer stand beside it by their own weight at the stages that they can end.
  alternatives: [
    {
      cause: 'receiver/daemon-crash',
      decidedBy: "the receiver's log, or the same session from anywhere else: a crash meets everybody",
      look: 'again.from-elsewhere',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const early = deaths(sessions, COMMANDS, isClose)
    const late = deaths(sessions, LATER, isClose)
    const clues: Clue[] = [
      ...deathClue(early, STRONG, `the connection was ended at ${early[0]?.fact.death.stage} without a reply`),
      ...deathClue(
        early.length > 0 ? [] : late,
        times(4.5),
        `the connection was ended at ${late[0]?.fact.death.stage} without a reply`,
      ),
    ]
    const dead = early[0] ?? late[0]
    if (dead === undefined) {
      const told = reportedBySender(evidence.symptom, ['drop.lost'], [...COMMANDS, ...LATER])
      // Exchange's SocketError and a bare ECONNRESET do not say where: that fits every stage, and says less.
      const vague = reportedBySender(evidence.symptom, ['drop.lost']).filter(({ fact }) => fact.stage === undefined)
      // Where a session of ours lives, the bare line does not tell the receiver's doing from that of anybody on the way.
      const passes = livingLooks(sessions).length > 0
      return [
        ...clues,
        ...toldClue(
          told.length > 0 ? [] : vague.slice(0, 1),
          passes ? BARE_ERROR : times(4),
          'the MTA reports that the connection was lost, and does not say at which stage',
        ),
        ...toldClue(
          told.slice(0, 1),
          passes ? BARE_ERROR : times(5),
          'the MTA reports that the connection was lost, and no reply with it',
        ),
      ]
    }
    clues.push(...notRepeatedClue(dead, sessions, 3))
    if (isBegun(dead.fact.death.outcome) && dead.fact.death.stage !== 'banner')
      clues.push(...deathClue([dead], -times(4), 'an answer had begun: it broke off in the middle'))
    return clues
  },
  remedies: (evidence) => [
    askFor(
      'Ask the receiver, whose log knows why',
      postmasterByAnotherWay(evidence),
      'Your MX closes our connections without a reply. What does your log say of the session below (crash, policy, load balancer)?',
    ),
  ],
})
