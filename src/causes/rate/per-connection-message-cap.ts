import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { peerName } from '../shared/receiver-name.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'
import { PER_CONNECTION_WORDS } from './shared/wording.ts'

export default defineCause({
  id: 'rate/per-connection-message-cap',
  title: 'The receiver limits how many messages one connection may carry',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data', 'idle'],
  persistence: 'passes-by-itself',
  prior: -3,
  decidedBy: 'a new connection: it takes the message that the old one refused',
  explanation: `After so many messages the server closes the connection (Exim 1000). Nothing is lost: the next connection goes on.

**Look-alikes.** An idle timeout needs a pause; a rate limit meets the next connection too.`,
  references: ['Exim specification: smtp_accept_max_per_connection'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: [
          'limit.rate',
          'limit.connections',
          'limit.submission',
          'reply.421.ratelimit',
          'reply.421.toomanyconn',
          'reply.421.other',
          'policy.other',
          'unknown',
        ],
        words: PER_CONNECTION_WORDS,
      }),
      DECISIVE,
      'the receiver says that the connection has carried enough messages',
      { decides: 'proves' },
    ),
  ],
  remedies: (evidence) => [
    waitAndRetry('The rest goes over the next connection by itself; nothing is lost but time.'),
    {
      title: 'Or close the connection before the limit',
      applies: 'needs-values',
      on: 'our-server',
      costs:
        '20 messages (Postfix counts the 19 that follow the first) is a guess: the log of the sender tells after how many messages it was told off (Postfix: conn_use=)',
      levers: [{ lever: 'connection.reuse-limit', host: peerName(evidence), messages: 20 }],
    },
  ],
})
