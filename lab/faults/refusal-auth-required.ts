import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/auth-required',
  title: 'The server wants a login first',
  expects: { stages: ['mail', 'rcpt'] },
  set: (scene) =>
    refusedAt(scene, 'mail', [
      '530 5.7.0 Authentication required',
      '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
      '550 5.7.1 Authentication is required to send mail',
    ]),
})
