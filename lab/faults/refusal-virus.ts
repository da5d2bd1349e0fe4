import { defineFault } from '../fault.ts'
import { refusedAfterMessage } from '../refused.ts'

export default defineFault({
  realises: 'refusal/virus',
  title: 'A virus was found',
  expects: { stages: ['dot'] },
  set: (scene) =>
    refusedAfterMessage(scene, [
      '550 5.7.1 Virus found in message (Eicar-Test-Signature)',
      '554 5.7.1 Message infected with Win.Test.EICAR_HDB-1, rejected',
      '552 5.7.0 This message was blocked because its content presents a potential security issue: malware detected',
    ]),
})
