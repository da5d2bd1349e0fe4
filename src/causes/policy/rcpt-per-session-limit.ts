import { defineCause } from '../../domain/cause.ts'
import { saidByPeer, toldClue } from '../shared/told.ts'

export default defineCause({
  id: 'policy/rcpt-per-session-limit',
  title: 'The receiver takes only so many recipients at a time',
  locus: 'sender',
  stages: ['mail', 'rcpt', 'data'],
  persistence: 'passes-by-itself',
  prior: -2,
  explanation: `452 4.5.3: the server takes some recipients and defers the rest. Every mail server sends the rest in the next transaction; many libraries fail the whole message.

**Look-alikes.** A tarpit slows each recipient down and refuses none.`,
  references: ['RFC 5321 §4.5.3.1.10'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['limit.recipients'] }),
      5,
      'the receiver says that there are too many recipients',
      'proves',
    ),
  ],
  remedies: () => [
    {
      title: 'Send fewer recipients in one transaction',
      applies: 'safely',
      on: 'our-server',
      levers: [{ lever: 'recipients.limit', host: '<domain>', recipients: 50 }],
    },
  ],
})
