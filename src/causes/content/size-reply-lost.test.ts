import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, FIN, plan, RST, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './size-reply-lost.ts'

const big = (message: object, how = FIN, more = {}) =>
  session({
    plan: plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message }),
    death: death('body', how),
    ...more,
  })

causeCases(cause, {
  convicts: [
    ['a 552 lay in the socket', [big({ sizeBytes: 12_000_000 }, RST as never, { unsolicited: ['552 5.3.4 too big'] })]],
    ['larger than the announced limit', [big({ sizeBytes: 12_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
    [
      'the capture holds the reply',
      [
        fact('flow.end', {
          session: 'f1',
          client: 'a',
          server: 'b',
          stage: 'body',
          stageInferred: false,
          endedBy: 'server',
          signature: '18',
          marks: [],
          limits: [],
          hiddenReply: '552 too big',
          healthy: false,
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['silence', [big({ sizeBytes: 12_000_000 }, SILENCE as never)]],
    ['closed in order, within the limit', [big({ sizeBytes: 5_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
    ['a healthy session', [session()]],
  ],
})
