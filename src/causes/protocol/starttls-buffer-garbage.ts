import { defineCause } from '../../domain/cause.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { DECISIVE, HINT } from '../shared/weights.ts'
import { sendInClear } from '../tls/shared/until-mended.ts'

export default defineCause({
  id: 'protocol/starttls-buffer-garbage',
  title: 'The receiver says 220 to STARTTLS and then goes on in clear text',
  locus: 'receiver',
  stages: ['tls'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the octets after the 220 to STARTTLS: no TLS record begins there',
  explanation: `After \`220 Ready to start TLS\` come octets that are no TLS: a second SMTP reply (an overload 421, a 454 of a broken TLS engine), or a
proxy that did not switch. Libraries call it "wrong version number".

**Look-alikes.** TLS from the first octet on a port that begins in clear gives the same error (\`tls/mode-mismatch\`).`,
  references: ['RFC 3207 §4.2'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deaths(
      evidence['smtp.session'],
      ['tls'],
      (outcome) => outcome.kind === 'garbled' || outcome.kind === 'reply',
    ).filter(({ fact }) => fact.plan.tls !== 'wrapped')
    return dead.length > 0
      ? deathClue(dead, DECISIVE, 'what came instead of a ServerHello is clear text', { decides: 'proves' })
      : toldClue(
          reportedBySender(evidence.symptom, ['tls.handshake.notls']),
          HINT,
          'the MTA met octets that are no TLS',
        )
  },
  remedies: (evidence) => [
    askFor(
      'Have the receiver mend its TLS',
      postmasterOf(evidence),
      'After your 220 to STARTTLS your server sends clear text instead of a TLS ServerHello. Please look at the TLS engine, or at the proxy before it.',
    ),
    sendInClear(peerName(evidence)),
  ],
})
