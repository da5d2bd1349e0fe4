import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE } from '../shared/weights.ts'

export default defineCause({
  id: 'policy/error-limit-close',
  title: 'The receiver ends the session after too many errors',
  locus: 'sender',
  stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `The server counts errors of one session (unknown recipients, syntax errors, failed logins) and closes with 421. A sender that is still writing may see a reset instead of the reply.

**Look-alikes.** A box that resets connections leaves no 421 before.`,
  references: ['https://www.postfix.org/TUNING_README.html#slowdown'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['policy.errors'] }),
      DECISIVE,
      'the receiver says that the session made too many errors',
      { decides: 'proves' },
    ),
    ...toldClue(
      reportedBySender(evidence.symptom, ['policy.errors']),
      NEAR_SURE,
      'the server that writes this log ended the session after too many errors',
    ),
  ],
  remedies: (evidence) => [
    {
      title: 'Remove dead addresses, and send fewer recipients in one session',
      applies: 'needs-values',
      on: 'our-server',
      levers: [
        { lever: 'recipients.limit', host: peerName(evidence['smtp.session'], evidence.symptom), recipients: 20 },
      ],
    },
  ],
})
