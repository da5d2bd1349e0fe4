import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './size-limit-drop.ts'

const big = (message: object, how = FIN, more = {}) =>
  session({
    plan: plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message }),
    death: death('body', how),
    ...more,
  })

causeCases(cause, {
  convicts: [
    ['cut in the middle of 12 MB', [big({ sizeBytes: 12_000_000 })]],
    ['the MTA lost the connection in the body', [symptom({ symptom: 'drop.lost', stage: 'body' })]],
  ],
  acquits: [],
  abstains: [
    ['silence in the middle of 12 MB', [big({ sizeBytes: 12_000_000 }, SILENCE as never)]],
    ['cut in the middle of 5 kB', [big({ sizeBytes: 5_000 })]],
    ['a healthy session', [session()]],
  ],
})
