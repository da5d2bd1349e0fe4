import { defineCause } from '../../domain/cause.ts'
import { askFor, waitAndRetry } from '../shared/remedies.ts'
import { refusalClue } from './shared/refusal-clue.ts'

export default defineCause({
  id: 'refusal/mailbox-full',
  title: "The recipient's mailbox is full",
  locus: 'receiver',
  stages: ['rcpt', 'data', 'dot'],
  persistence: 'passes-by-itself',
  prior: -1,
  decidedBy: 'the recipient: does other mail arrive?',
  explanation: `The quota of one mailbox is used up. Other recipients at the same receiver are unaffected.

**Look-alikes.** 4.3.1 is the server's own disk, for all mailboxes (\`receiver/disk-full-back-pressure\`). 5.3.4 is one message that is too large.`,
  references: ['RFC 3463 §3.3 (X.2.2)'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => refusalClue(evidence, ['mailbox.full'], 'the receiver says that the mailbox is over its quota'),
  remedies: () => [
    waitAndRetry('It passes when the recipient makes room; after days the message comes back.'),
    askFor(
      'Tell the recipient by another way',
      'the recipient',
      'Your mailbox is full; mail to you waits in our queue.',
    ),
  ],
})
