import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/sender-rejected',
  title: 'This sender address is refused',
  expects: { stages: ['mail', 'rcpt'] },
  set: (scene) =>
    refusedAt(scene, 'mail', [
      `554 5.7.1 <${scene.from}>: Sender address rejected: Access denied`,
      '550 5.1.8 Sender rejected, access denied, bad outbound sender',
      '553 5.7.1 Sender address blocked by administrator',
    ]),
})
