import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, fact, FIN, RST, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './size-reply-lost.ts'

causeCases(cause, {
  convicts: [
    ['a 552 lay in the socket', [cutInBody({ sizeBytes: 12_000_000 }, RST, { unsolicited: ['552 5.3.4 too big'] })]],
    ['larger than the announced limit', [cutInBody({ sizeBytes: 12_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
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
    ['silence', [cutInBody({ sizeBytes: 12_000_000 }, SILENCE)]],
    ['closed in order, within the limit', [cutInBody({ sizeBytes: 5_000_000 }, FIN, { keywords: ['SIZE 10240000'] })]],
    ['a healthy session', [session()]],
  ],
})
