import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './content-filter-slow.ts'

const sends = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 700 } })

causeCases(cause, {
  convicts: [
    ['no answer to the dot of a small message', [session({ plan: sends, death: death('dot', SILENCE) })]],
    ['taken after twelve seconds', [session({ plan: sends, seconds: 12 })]],
    ['a reported timeout at the dot', [symptom({ symptom: 'drop.timeout', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    ['silence before the banner', [session({ death: death('banner', SILENCE) })]],
    ['a healthy session', [session({ plan: sends })]],
  ],
})
