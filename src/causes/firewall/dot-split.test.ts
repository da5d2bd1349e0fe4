import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './dot-split.ts'

const split = plan({ upTo: 'dot', message: { sizeBytes: 900, splitDot: true } })

causeCases(cause, {
  convicts: [['a split dot, then silence', [session({ plan: split, death: death('dot', SILENCE) })]]],
  acquits: [],
  abstains: [
    [
      'a whole dot, then silence: a slow filter',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900 } }), death: death('dot', SILENCE) })],
    ],
    ['a split dot that passes', [session({ plan: split })]],
    ['a healthy session', [session()]],
  ],
})
