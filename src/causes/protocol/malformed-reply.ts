import { defineCause } from '../../domain/cause.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { targetHost } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

export default defineCause({
  id: 'protocol/malformed-reply',
  title: 'The receiver answers with something that is no SMTP reply',
  locus: 'receiver',
  stages: ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `In the middle of a session that began as SMTP, an answer breaks the grammar of RFC 5321: no code, mixed codes in one reply, an endless line.

**Look-alikes.** A service that is not SMTP at all shows it in its banner (\`receiver/not-smtp\`).`,
  references: ['RFC 5321 §4.2'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deaths(
      evidence['smtp.session'],
      ['ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
      (outcome) => outcome.kind === 'garbled',
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
    {
      title: 'Show the receiver the octets',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: `postmaster of ${targetHost(evidence['smtp.session'])}`,
          text: 'Your server sent an answer that is no SMTP reply (RFC 5321 §4.2); the octets stand below.',
        },
      ],
    },
  ],
})
