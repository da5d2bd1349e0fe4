import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { sendSlower } from '../shared/remedies.ts'
import { recipientLimit } from '../shared/single-recipient.ts'
import { saidByPeer, type Spoken, type Told, wordsOf } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE, times } from '../shared/weights.ts'
import { later } from './shared/later.ts'
import {
  CONNECTION_RATE_WORDS,
  countsForMailbox,
  PER_CONNECTION_WORDS,
  PROVIDER_THROTTLE_WORDS,
  REPUTATION_WORDS,
} from './shared/wording.ts'

/** Limits that are worded alike, and are other causes. */
const OTHER_LIMITS: readonly RegExp[] = [REPUTATION_WORDS, PROVIDER_THROTTLE_WORDS, PER_CONNECTION_WORDS]

const isInTransaction = ({ fact }: Told): boolean =>
  fact.stage === 'mail' || fact.stage === 'rcpt' || fact.stage === 'data' || fact.stage === 'dot'

export default defineCause({
  id: 'rate/message-rate-limit',
  title: 'The receiver limits how many messages it takes in a time',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'a message after a quiet hour: it is taken',
  explanation: `The server counts messages or recipients of one client or account in a window. Exchange's client connectors take five messages a minute and answer \`421 4.4.2 Message submission rate … exceeded\`: a reply, in spite of 4.4.2, and no dropped line.

A limit on what one mailbox gets (Google 4.2.1, Exchange Online 5.2.121) counts the mail of all senders.

**Look-alikes.** Connection limits speak of connections; reputation limits of unsolicited mail.`,
  references: ['https://learn.microsoft.com/exchange/mail-flow/message-rate-limits'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const said = saidOfRate(evidence)
    const named = said.filter((told) => /message|mail|recipient|submission|deliver|sender/i.test(wordsOf(told)))
    if (isOfMailbox(evidence))
      return toldClue(said, DECISIVE, 'the receiver says that the mailbox gets too many messages in a time', {
        decides: 'proves',
      })
    return [
      ...toldClue(named, DECISIVE, 'the receiver says that we send too many messages in a time', { decides: 'proves' }),
      ...toldClue(
        said.filter((told) => told.fact.symptom === 'limit.submission' && !named.includes(told)),
        times(35),
        'the receiver says that a sending limit is exceeded',
      ),
      ...toldClue(
        said.filter(
          (told) => told.fact.symptom !== 'limit.submission' && !named.includes(told) && isInTransaction(told),
        ),
        NEAR_SURE,
        'the receiver says within a transaction that a rate is exceeded',
      ),
      ...toldClue(
        recipientLimit(evidence).overTime,
        NEAR_SURE,
        'the receiver says that there are too many recipients, to a session that named one',
      ),
    ]
  },
  // The mail of all senders together is what is counted.
  locusFor: (evidence) => (isOfMailbox(evidence) ? 'receiver' : 'sender'),
  remedies(evidence) {
    const slower = sendSlower(peerName(evidence))
    return [
      later(evidence),
      isOfMailbox(evidence)
        ? {
            ...slower,
            title: 'Where most of that mail is ours (a list, a monitor, a loop): send slower to this receiver',
            applies: 'after-review',
          }
        : slower,
    ]
  },
})

function saidOfRate(evidence: Spoken): readonly Told[] {
  return saidByPeer(evidence, {
    symptoms: ['limit.submission', 'limit.rate', 'reply.421.ratelimit'],
    but: CONNECTION_RATE_WORDS,
  }).filter((told) => !OTHER_LIMITS.some((words) => words.test(wordsOf(told))))
}

function isOfMailbox(evidence: Spoken): boolean {
  const said = saidOfRate(evidence)
  return said.length > 0 && said.every((told) => countsForMailbox(wordsOf(told)))
}
