import { defineCause } from '../../domain/cause.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'rate/concurrency-limit',
  title: 'The receiver limits how many connections one address may hold',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -1,
  explanation: `The server counts the connections that one address holds at the same time and answers 421 beyond its limit (Postfix 50, Exchange 20 for each source, many providers 10 or fewer). It passes as soon as a connection closes.

**Look-alikes.** Postfix words a rate limit alike; fewer parallel connections, or more time between them, tells which it is.`,
  references: ['RFC 5321 §3.8', 'RFC 5321 §4.5.4.1'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'rate/connection-rate-limit',
      decidedBy: 'one connection at a time, several in a minute: a concurrency limit lets them pass',
    },
  ],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.connections', 'reply.421.toomanyconn'],
        words:
          /concurren|simultaneous|parallel|at (the )?(same|one) time|open connections|maximum number|connections? (already )?open|per[- ]source/i,
      }),
      5,
      'the receiver says that our address holds too many connections at a time',
      'proves',
    ),
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.connections', 'reply.421.toomanyconn'],
        but: /concurren|simultaneous|parallel|at (the )?(same|one) time|open connections|maximum number|connections? (already )?open|per[- ]source|rate|per (minute|hour|second)|frequen|too fast/i,
      }),
      3.6,
      'the receiver says that there are too many connections from our address',
    ),
  ],
  remedies: () => [
    {
      title: 'Open fewer connections to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'concurrency.limit', host: '<domain>', connections: 2 }],
    },
    waitAndRetry('The queue tries again with growing pauses; a shorter interval makes it worse.'),
  ],
})
