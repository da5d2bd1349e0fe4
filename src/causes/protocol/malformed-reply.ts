import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { sessionByHand } from '../shared/by-hand.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isDamagedGreeting } from '../shared/greeting.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'] as const

function isGarbled(outcome: Outcome): boolean {
  return outcome.kind === 'garbled'
}

/** In a banner only the octets of a mail server count; all others are another service's. */
function isDamaged(outcome: Outcome): boolean {
  return outcome.kind === 'garbled' && isDamagedGreeting(outcome.head)
}

export default defineCause({
  id: 'protocol/malformed-reply',
  title: 'The receiver answers with something that is no SMTP reply',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the octets of the answer (`nc` or a capture)',
  explanation: `A mail server's answer, be it the greeting with stray octets before its code, breaks the grammar of RFC 5321: no code, mixed codes in one reply, an endless line.

**Look-alikes.** A service that is not SMTP at all shows it in a banner without a reply code (\`receiver/not-smtp\`).`,
  references: ['RFC 5321 §4.2'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isGarbled).filter(
      ({ fact: { death } }) => death.stage !== 'banner' || isDamaged(death.outcome),
    )
    const why = dead[0]?.fact.death.outcome
    return dead.length > 0
      ? deathClue(dead, DECISIVE, `the answer is no SMTP reply${why?.kind === 'garbled' ? `: ${why.why}` : ''}`, {
          decides: 'proves',
        })
      : toldClue(
          reportedBySender(evidence.symptom, ['protocol.malformed']),
          times(12),
          'the MTA reports a malformed reply',
        )
  },
  remedies(evidence) {
    const letter = askFor(
      'Show the receiver the octets',
      postmasterOf(evidence),
      'Your server sent an answer that is no SMTP reply (RFC 5321 §4.2); it follows.',
    )
    const [atEhlo] = deaths(evidence['smtp.session'], ['ehlo'], isGarbled)
    if (atEhlo === undefined || atEhlo.fact.tls !== undefined) return [letter]
    const { address, host, port } = atEhlo.fact.endpoint
    return [
      letter,
      {
        title: 'See whether HELO, whose answer is shorter, gets a good one',
        applies: 'safely',
        steps: [sh(sessionByHand(evidence['smtp.session'], address, port, 'HELO'), 'good: a line of 250')],
      },
      {
        title: 'If so, say HELO to this host until then',
        applies: 'after-review',
        on: 'our-server',
        costs: 'no TLS and no other extension with this host',
        levers: [{ lever: 'esmtp.off-for', host }],
      },
    ]
  },
})
