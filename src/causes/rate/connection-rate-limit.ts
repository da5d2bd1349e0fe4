import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { saidByPeer, type Told, wordsOf } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE, STRONG, times } from '../shared/weights.ts'
import { later } from './shared/later.ts'
import { heldClues } from './shared/own-connections.ts'
import {
  CONCURRENT_WORDS,
  CONNECTION_RATE_WORDS,
  ONE_CLIENT_WORDS,
  PROVIDER_THROTTLE_WORDS,
  REPUTATION_WORDS,
} from './shared/wording.ts'

/** The same counters, minded for another reason. */
function isOther(told: Told): boolean {
  const text = wordsOf(told)
  return REPUTATION_WORDS.test(text) || PROVIDER_THROTTLE_WORDS.test(text)
}

const isInTransaction = ({ fact }: Told): boolean =>
  fact.stage === 'mail' || fact.stage === 'rcpt' || fact.stage === 'data' || fact.stage === 'dot'

export default defineCause({
  id: 'rate/connection-rate-limit',
  title: 'The receiver limits how many connections one address may open in a time',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  decidedBy: 'a connection after some quiet minutes: it is served',
  look: 'again.later',
  explanation: `The server counts new connections from one address in a window (Postfix: 60 s) and refuses the rest, whatever their number at one time.

**Look-alikes.** A concurrency limit has the same text in Postfix. A ban does not heal within a minute.`,
  references: ['https://www.postfix.org/TUNING_README.html'],
  needs: ['smtp.session', 'symptom', 'host.connections'],
  alternatives: [
    {
      cause: 'rate/concurrency-limit',
      decidedBy:
        'several connections one after the other within a minute: a rate limit refuses them, a concurrency limit does not',
      look: 'again.several',
    },
  ],
  weigh(evidence) {
    const counted = ['limit.rate', 'reply.421.ratelimit', 'limit.connections', 'reply.421.toomanyconn'] as const
    const named = saidByPeer(evidence, { symptoms: counted, words: CONNECTION_RATE_WORDS, but: REPUTATION_WORDS })
    const rate = saidByPeer(evidence, {
      symptoms: ['limit.rate', 'reply.421.ratelimit'],
      but: /message|mail|recipient|submission|deliver|sender/i,
    }).filter((told) => !isOther(told) && !named.includes(told))
    const connections = saidByPeer(evidence, {
      symptoms: ['limit.connections', 'reply.421.toomanyconn'],
      but: CONCURRENT_WORDS,
    }).filter((told) => !isOther(told) && !named.includes(told))
    return [
      ...toldClue(named, DECISIVE, 'the receiver says that we connect too often', { decides: 'proves' }),
      ...toldClue(
        rate.filter((told) => !isInTransaction(told)),
        NEAR_SURE,
        'the receiver says that a rate is exceeded',
      ),
      ...toldClue(rate.filter(isInTransaction), times(5), 'the receiver says that a rate is exceeded'),
      ...toldClue(connections, STRONG, 'the receiver counts our connections'),
      ...heldClues(
        connections.filter((told) => ONE_CLIENT_WORDS.test(wordsOf(told))),
        evidence['host.connections'],
        { none: times(6), some: -times(2) },
      ),
    ]
  },
  remedies: (evidence) => [
    later(evidence),
    {
      title: 'Open one connection at a time, over which messages that wait follow each other',
      applies: 'after-review',
      on: 'our-server',
      levers: [{ lever: 'concurrency.limit', host: peerName(evidence), connections: 1 }],
      steps: [
        {
          kind: 'note',
          text: 'See in the log of the sender what opens so many: a newsletter, retries of old mail, an account that somebody misuses.',
        },
      ],
    },
  ],
})
