import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/recipient-moved',
  title: 'The mailbox has moved',
  expects: { stages: ['rcpt'] },
  set: (scene) =>
    refusedAt(scene, 'rcpt', [
      '551 5.1.6 Recipient has moved; please try <new@elsewhere.example>',
      '550 5.1.6 Destination mailbox has moved, no forwarding address',
    ]),
})
