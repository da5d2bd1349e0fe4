import { defineCause } from '../../domain/cause.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isDamagedGreeting } from '../shared/greeting.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'] as const

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
    const dead = deaths(evidence['smtp.session'], STAGES, (outcome) => outcome.kind === 'garbled').filter(
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
  remedies: (evidence) => [
    askFor(
      'Show the receiver the octets',
      postmasterOf(evidence),
      'Your server sent an answer that is no SMTP reply (RFC 5321 §4.2); it follows.',
    ),
  ],
})
