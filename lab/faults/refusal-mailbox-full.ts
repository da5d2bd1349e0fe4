import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/mailbox-full',
  title: 'The mailbox is full',
  expects: { stages: ['rcpt', 'dot'] },
  set: (scene) =>
    refusedAt(scene, 'rcpt', [
      '452 4.2.2 Mailbox full',
      '552 5.2.2 The email account that you tried to reach is over quota',
      `452 4.2.2 <${scene.rcpt}>: Quota exceeded (mailbox for user is full)`,
    ]),
})
