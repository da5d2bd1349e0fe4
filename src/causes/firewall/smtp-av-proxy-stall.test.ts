import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './smtp-av-proxy-stall.ts'

const big = plan({ upTo: 'dot', message: { sizeBytes: 80_000 } })
const stalled = session({ plan: big, death: death('dot', SILENCE) })
const sliced = (dies: boolean) =>
  session({
    session: 's2',
    role: 'experiment',
    plan: { ...big, sliceBytes: 1000 },
    ...(dies ? { death: death('dot', SILENCE) } : {}),
  })

causeCases(cause, {
  convicts: [
    ['a large message stalls, in small segments too', [stalled, sliced(true)]],
    ['reported', [symptom({ symptom: 'drop.timeout', stage: 'body' })]],
  ],
  acquits: [
    ['a path-MTU black hole: small segments pass', [stalled, sliced(false)]],
    [
      'it stalled in TLS',
      [
        session({
          plan: big,
          death: death('dot', SILENCE),
          tls: { version: 'TLSv1.3', cipher: 'x', chain: [], nameMatches: true },
        }),
      ],
    ],
  ],
  abstains: [
    [
      'a small message of our own stalls, whatever size was asked for beside it',
      [
        session({
          plan: plan({ upTo: 'dot', message: { sizeBytes: 80_000, raw: 'Subject: x\r\n\r\nx\r\n' } }),
          death: death('dot', SILENCE),
        }),
      ],
    ],
    [
      'a small message stalls',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 900 } }), death: death('dot', SILENCE) })],
    ],
    ['closed in the body', [session({ plan: big, death: death('body', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
