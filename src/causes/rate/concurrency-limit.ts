import { defineCause } from '../../domain/cause.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { isOfOurServer, reportedBySender, saidByPeer, wordsOf } from '../shared/told.ts'
import { DECISIVE, NEAR_SURE, times } from '../shared/weights.ts'
import { later } from './shared/later.ts'
import { heldClues } from './shared/own-connections.ts'
import {
  ONE_CLIENT_WORDS,
  CONCURRENT_WORDS,
  CONNECTION_RATE_WORDS,
  PER_CONNECTION_WORDS,
  REPUTATION_WORDS,
} from './shared/wording.ts'

const SYMPTOMS = ['limit.connections', 'reply.421.toomanyconn'] as const

export default defineCause({
  id: 'rate/concurrency-limit',
  title: 'The receiver limits how many connections one address may hold',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -1,
  decidedBy: 'one connection at a time: it is served',
  look: 'again.several',
  explanation: `The server counts the connections that one address holds at the same time and answers 421 beyond its limit (Postfix 50, Exchange 20 for each source, many providers 10 or fewer). It passes as soon as a connection closes.

**Look-alikes.** Postfix words a rate limit alike; fewer parallel connections, or more time between them, tells which it is.`,
  references: ['RFC 5321 §3.8', 'RFC 5321 §4.5.4.1'],
  needs: ['smtp.session', 'symptom', 'host.connections'],
  alternatives: [
    {
      cause: 'rate/connection-rate-limit',
      decidedBy: 'one connection at a time, several in a minute: a concurrency limit lets them pass',
      look: 'again.several',
    },
    {
      cause: 'receiver/overload-refusal',
      decidedBy: 'a session from another address: where all clients together are too many, it is turned away as well',
      look: 'again.from-other-address',
    },
  ],
  weigh(evidence) {
    const said = saidByPeer(evidence, { symptoms: SYMPTOMS, but: CONNECTION_RATE_WORDS }).filter(
      (told) => !PER_CONNECTION_WORDS.test(wordsOf(told)),
    )
    const named = said.filter((told) => CONCURRENT_WORDS.test(wordsOf(told)) && ONE_CLIENT_WORDS.test(wordsOf(told)))
    const counted = said.filter((told) => !named.includes(told) && !REPUTATION_WORDS.test(wordsOf(told)))
    return [
      ...toldClue(named, DECISIVE, 'the receiver says that our address holds too many connections at a time', {
        decides: 'proves',
      }),
      ...toldClue(
        reportedBySender(evidence.symptom, SYMPTOMS),
        NEAR_SURE,
        'the server that writes this log has reached its limit of connections',
      ),
      ...toldClue(counted, times(35), 'the receiver says that there are too many connections'),
      ...heldClues(counted, evidence['host.connections'], { none: -times(8), some: times(2) }),
    ]
  },
  remedies: (evidence) =>
    isOfOurServer(evidence, SYMPTOMS)
      ? [OF_A_CLIENT]
      : [
          later(evidence),
          {
            title: 'Open fewer connections to this receiver',
            applies: 'safely',
            on: 'our-server',
            levers: [{ lever: 'concurrency.limit', host: peerName(evidence), connections: 2 }],
          },
        ],
})

const OF_A_CLIENT: Remedy = {
  title: 'Look which client holds so many connections',
  applies: 'needs-values',
  steps: [
    {
      kind: 'note',
      text: 'The line names it. Where it may hold more, raise the limit on this server (Postfix: smtpd_client_connection_count_limit, or smtpd_client_event_limit_exceptions for that client; Exim: smtp_accept_max_per_host); else let it send over fewer.',
    },
  ],
}
