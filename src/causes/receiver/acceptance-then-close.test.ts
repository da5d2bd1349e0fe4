import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './acceptance-then-close.ts'

causeCases(cause, {
  convicts: [
    ['closed after the dot', [session({ death: death('dot', FIN) })]],
    ['reported', [symptom({ symptom: 'drop.lost', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    ['silence after the dot: a filter', [session({ death: death('dot', SILENCE) })]],
    ['a refusal', [session({ death: death('dot', reply(554)) })]],
    ['closed in the body', [session({ death: death('body', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
