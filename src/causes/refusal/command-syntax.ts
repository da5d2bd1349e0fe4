import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'refusal/command-syntax',
  title: 'The server does not understand a command of the sender',
  locus: 'sender',
  stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  explanation: `An answer of 500 to 504: a malformed address, a parameter that the server does not know, commands out of order.

**Look-alikes.** A box that masks commands turns them into X characters (\`firewall/smtp-inspection\`).`,
  references: ['RFC 5321 §4.2.2'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    toldClue(
      saidByPeer(evidence, { symptoms: ['protocol.syntax'], stages: ['ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot'] }),
      DECISIVE,
      'the server says that it does not understand the command',
      { decides: 'proves' },
    ),
  remedies: () => [
    {
      title: 'Correct the command that the reply names',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Addresses stand in angle brackets without a space after the colon: MAIL FROM:<a@example.org>.',
        },
      ],
    },
  ],
})
