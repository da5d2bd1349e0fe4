import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './bare-lf-end-of-data.ts'

causeCases(cause, {
  convicts: [
    [
      'silence after a message with bare LFs',
      [
        session({
          plan: plan({ upTo: 'dot', message: { sizeBytes: 700, lineEnding: 'lf' } }),
          death: death('dot', SILENCE),
        }),
      ],
    ],
    ['the receiver says so', [symptom({ symptom: 'protocol.barelf', speaker: 'peer', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    [
      'silence after a message with CRLF',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 700 } }), death: death('dot', SILENCE) })],
    ],
    ['a healthy session', [session()]],
  ],
})
