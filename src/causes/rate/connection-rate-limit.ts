import { defineCause } from '../../domain/cause.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'rate/connection-rate-limit',
  title: 'The receiver limits how many connections one address may open in a time',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  explanation: `The server counts new connections from one address in a window (Postfix: 60 s) and refuses the rest, whatever their number at one time.

**Look-alikes.** A concurrency limit has the same text in Postfix. A ban does not heal within a minute.`,
  references: ['https://www.postfix.org/TUNING_README.html'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'rate/concurrency-limit',
      decidedBy:
        'several connections one after the other within a minute: a rate limit refuses them, a concurrency limit does not',
    },
  ],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.rate', 'reply.421.ratelimit', 'limit.connections', 'reply.421.toomanyconn'],
        words:
          /connection.{0,40}(rate|frequen|per (minute|hour|second))|(rate|frequen).{0,40}connection|connect(ing|ions?) too (fast|often|frequently|quickly)/i,
      }),
      5,
      'the receiver says that we connect too often',
      'proves',
    ),
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.rate', 'reply.421.ratelimit'],
        but: /message|mail|recipient|submission|unsolicited|spam/i,
      }),
      3,
      'the receiver says that a rate is exceeded',
    ),
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.connections', 'reply.421.toomanyconn'],
        but: /concurren|simultaneous|parallel|at (the )?(same|one) time|maximum number|open connections/i,
      }),
      2,
      'the receiver counts our connections',
    ),
  ],
  remedies: () => [
    {
      title: 'Send several messages over one connection',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'connection.reuse-limit', messages: 100, seconds: 300 }],
    },
    waitAndRetry('The queue tries again with growing pauses; a shorter interval makes it worse.'),
  ],
})
