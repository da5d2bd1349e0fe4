import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './pmtu-black-hole.ts'

const big = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 40_000 } })

causeCases(cause, {
  convicts: [
    ['silence at the dot of a 40 kB message', [session({ plan: big, death: death('dot', SILENCE) })]],
    [
      'silence after bulk NOOPs',
      [session({ plan: plan({ upTo: 'idle', bulkBytes: 4000 }), death: death('idle', SILENCE) })],
    ],
    ['a reported timeout at the end of data', [symptom({ symptom: 'drop.timeout', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    ['the server closed the connection in the body', [session({ plan: big, death: death('body', FIN) })]],
    [
      'a tiny message fell silent',
      [session({ plan: { ...big, message: { sizeBytes: 600 } }, death: death('dot', SILENCE) })],
    ],
    ['a healthy session', [session()]],
  ],
})
