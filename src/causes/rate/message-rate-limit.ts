import { defineCause } from '../../domain/cause.ts'
import { waitAndRetry } from '../shared/remedies.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'rate/message-rate-limit',
  title: 'The receiver limits how many messages one client may send in a time',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'dot', 'idle'],
  persistence: 'passes-by-itself',
  prior: -2,
  explanation: `The server counts messages or recipients of one client or account in a window. Exchange's client connectors take five messages a minute and answer \`421 4.4.2 Message submission rate … exceeded\`: a reply, in spite of 4.4.2, and no dropped line.

**Look-alikes.** Connection limits speak of connections; reputation limits of unsolicited mail.`,
  references: ['https://learn.microsoft.com/exchange/mail-flow/message-rate-limits'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.submission', 'limit.rate', 'reply.421.ratelimit'],
        words: /message|mail|recipient|submission|deliver|sender/i,
      }),
      5,
      'the receiver says that we send too many messages in a time',
      'proves',
    ),
    ...toldClue(
      saidByPeer(evidence, {
        symptoms: ['limit.submission'],
        but: /message|mail|recipient|submission|deliver|sender/i,
      }),
      3.5,
      'the receiver says that a sending limit is exceeded',
    ),
  ],
  remedies: () => [
    {
      title: 'Send slower to this receiver',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'rate.delay', host: '<domain>', seconds: 1 }],
    },
    waitAndRetry('The queue tries again with growing pauses; a shorter interval makes it worse.'),
  ],
})
