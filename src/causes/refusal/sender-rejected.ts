import { defineCause } from '../../domain/cause.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/sender-rejected',
  title: 'The receiver refuses this sender address',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the same message from another sender address',
  look: 'again.from-another-sender',
  explanation: `The envelope sender, or its domain, stands on a list of the receiver or fails its checks.

**Look-alikes.** A sender domain that does not resolve is \`identity/sender-domain-unresolvable\`; refusals of the IP address are \`policy/reputation-announced\`.`,
  references: ['RFC 3463 §3.2 (X.1.8)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(
      evidence,
      ['sender.rejected', 'reputation.sender'],
      'the receiver says that it refuses the sender address',
    ),
  remedies: (evidence) => [
    {
      title: 'Ask the receiver to allow the sender',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: postmasterOf(evidence),
          text: 'Your server refuses mail from our sender address, which stands below with your reply. Please say by which rule, or allow the address.',
        },
        {
          kind: 'note',
          text: 'Whether it means the address, its domain or all that we send: the check below with another --from, and with --from "" (the empty sender of bounces).',
        },
      ],
    },
  ],
})
