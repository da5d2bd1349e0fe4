import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { askFor, waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

const FULL =
  /\binsufficient (system )?(storage|disk|space|resources)\b|\b(no|not enough|low on|out of) (disk )?space\b|\bdisk (is )?full\b|\bspace shortage\b|\bback ?pressure\b/i
const ONE_MAILBOX = /\b[245]\.2\.2\b|\bmailbox\b|\bquota\b|\buser\b|\brecipient\b/i

export default defineCause({
  id: 'receiver/disk-full-back-pressure',
  title: "The receiver's disk or memory is full, and it takes no mail",
  locus: 'receiver',
  stages: ['mail', 'rcpt', 'data', 'dot'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: '`df` of the queue at the receiver, or its events of back pressure',
  explanation: `The server answers 452 4.3.1 "Insufficient system storage" (Postfix below queue_minfree, Exchange under back pressure): its queue disk
or its memory has run short, for all senders.

**Look-alikes.** 452 4.2.2 and everything that names a user is one full mailbox. A MAIL command with a large SIZE may fail where a small one passes:
the disk is nearly full then, not quite.`,
  references: ['RFC 3463 §3.4 (X.3.1)', 'https://learn.microsoft.com/exchange/mail-flow/back-pressure'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    return [
      ...toldClue(
        saidByPeer(evidence, { symptoms: ['system.full'] }),
        DECISIVE,
        'the receiver says that its system storage is used up',
        { decides: 'proves' },
      ),
      ...toldClue(
        saidByPeer(evidence, {
          symptoms: ['system.remote', 'reply.421.other', 'unknown'],
          words: FULL,
          but: ONE_MAILBOX,
        }),
        DECISIVE,
        'the receiver says that its resources are used up',
        { decides: 'proves' },
      ),
    ]
  },
  remedies: (evidence) => [
    waitAndRetry('Only the receiver can make room; the queue delivers as soon as it has.'),
    askFor(
      'Tell the receiver',
      postmasterByAnotherWay(evidence),
      'Your MX answers that its system storage is insufficient. Please make room on the disk that holds its queue.',
    ),
  ],
})
