import { defineCause } from '../../domain/cause.ts'
import { askFor } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/recipient-filtered',
  title: 'The recipient, or a rule of theirs, refuses this sender',
  locus: 'receiver',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a message from another sender to the same recipient',
  explanation: `A personal or organisational rule refuses the message for this recipient: a block list, a restricted distribution group, a mailbox that takes mail from members only.

**Look-alikes.** Content filters name spam or a virus; reputation refusals name the IP address.`,
  references: ['RFC 3463 §3.8 (X.7.1)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) =>
    refusalClue(evidence, ['recipient.filtered'], 'the receiver says that the recipient does not take this mail'),
  remedies: (evidence) => [
    askFor(
      'Ask the recipient to allow the sender',
      'the recipient or their administrator, by another way than mail to that address',
      saidByPeer(evidence, { words: MEMBERS_ONLY }).length > 0
        ? 'Your mailbox or group takes mail only from senders who are logged in to your own organisation (in Exchange: RequireSenderAuthenticationEnabled), so that nobody outside can write to it. Please open it to senders from outside, or name the address that takes such mail.'
        : 'Your mailbox or group refuses mail from our address. Please allow the sender, or name the address that takes such mail.',
    ),
  ],
})

/** Exchange: nobody from outside is let in, whoever he is. */
const MEMBERS_ONLY = /\bRESOLVER\.RST\.(?:AuthRequired|SenderNotAuthenticated)|\bauthenticated senders? only\b/i
