import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/recipient-filtered',
  title: 'The recipient takes mail from certain senders only',
  expects: { stages: ['rcpt', 'dot'] },
  set: (scene) =>
    refusedAt(scene, 'rcpt', [
      '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required [Stage: CreateMessage]',
      '550 5.7.1 Delivery not authorized, message refused by recipient',
      "550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to the recipient because the sender isn't on the recipient's allowed senders list",
    ]),
})
