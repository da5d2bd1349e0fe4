import { defineFault } from '../fault.ts'
import { refusedAt } from '../refused.ts'

export default defineFault({
  realises: 'refusal/sender-authentication',
  title: 'SPF, DKIM or DMARC failed, and the receiver says so',
  expects: { stages: ['mail', 'rcpt', 'dot'] },
  set: (scene) =>
    refusedAt(scene, 'rcpt', [
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
      `550 5.7.26 Unauthenticated email from ${scene.from} is not accepted due to domain's DMARC policy`,
      `550 5.7.1 SPF check failed: ${scene.from} is not allowed to send from this address`,
      '554 5.7.5 Permanent error evaluating DMARC policy',
    ]),
})
