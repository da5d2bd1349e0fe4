import { defineFault } from '../fault.ts'
import { refusedAfterMessage } from '../refused.ts'

export default defineFault({
  realises: 'refusal/spam-content',
  title: 'The content is judged spam',
  expects: { stages: ['dot'] },
  set: (scene) =>
    refusedAfterMessage(scene, [
      '550 5.7.1 Message rejected as spam by content filtering',
      '554 5.7.1 This message has been blocked because it contains spam content (score 15.2)',
      '550 5.7.350 Remote server returned message detected as spam',
    ]),
})
