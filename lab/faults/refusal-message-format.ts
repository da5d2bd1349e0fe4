import { defineFault } from '../fault.ts'
import { refusedAfterMessage } from '../refused.ts'

export default defineFault({
  realises: 'refusal/message-format',
  title: 'The message breaks the rules of its form',
  expects: { stages: ['dot'] },
  set: (scene) =>
    refusedAfterMessage(scene, [
      '550 5.6.0 Message headers invalid: missing or duplicate From header',
      '554 5.6.0 Message contains invalid header',
      '550 5.7.1 Messages missing a valid Message-ID header are not accepted',
    ]),
})
