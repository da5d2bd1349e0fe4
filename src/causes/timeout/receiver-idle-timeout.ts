import { defineCause } from '../../domain/cause.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'timeout/receiver-idle-timeout',
  title: 'The receiver ended the session because we said nothing for too long',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'idle', 'auth'],
  persistence: 'passes-by-itself',
  prior: -1,
  explanation: `The server's timer for the next command ran out: \`421 4.4.2 timeout exceeded\`. The client paused: a pool that keeps connections, a stalled process, a slow source.

**Look-alikes.** Our own DSN 4.4.2 means that nobody said anything. When nothing was in flight, nothing was lost.`,
  references: ['RFC 5321 §4.5.3.2.7'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['reply.421.idletimeout'] }),
      5,
      'the receiver says that it waited for us in vain',
      'proves',
    ),
  ],
  remedies: () => [
    {
      title: 'Close connections when the last message is done',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'connection.reuse-limit', messages: 100, seconds: 30 }],
    },
  ],
})
