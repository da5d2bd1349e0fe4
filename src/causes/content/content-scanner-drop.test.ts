import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './content-scanner-drop.ts'

const big = (message: object, how = FIN, more = {}) =>
  session({
    plan: plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message }),
    death: death('body', how),
    ...more,
  })

causeCases(cause, {
  convicts: [
    ['cut at the suspected content', [big({ sizeBytes: 5_000, contains: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE' })]],
    ['cut at the suspected content, of no size in particular', [big({ contains: 'X5O!P' })]],
    ['cut at this message', [big({ raw: 'Subject: x\r\n\r\nbody' })]],
  ],
  acquits: [],
  abstains: [
    ['cut at a generated message', [big({ sizeBytes: 12_000_000 })]],
    ['silence at the suspected content', [big({ sizeBytes: 5_000, contains: 'X' }, SILENCE as never)]],
    ['a healthy session', [session()]],
  ],
})
