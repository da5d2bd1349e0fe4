import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/recipient-disabled',
  title: 'The mailbox is suspended',
  expects: { stages: ['rcpt', 'dot'] },
  set: (scene) =>
    refusedAt(scene, 'rcpt', [
      '550 5.2.1 The email account that you tried to reach is disabled',
      '550 5.2.1 Mailbox disabled, not accepting messages',
      '554 5.7.1 This account has been suspended',
    ]),
})
