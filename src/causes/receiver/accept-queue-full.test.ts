import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import cause from './accept-queue-full.ts'

const silent = session({ death: death('banner', SILENCE), connectMs: 1040 })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['a slow connection and no banner', [silent]],
    [
      'and then dropped SYNs',
      [silent, session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) })],
    ],
  ],
  acquits: [
    ['half a banner and silence', [session({ death: death('banner', { kind: 'silent', bytesSeen: 38 }) })]],
    [
      'the way there and back takes as long: no SYN was repeated',
      [
        session({ death: death('banner', SILENCE), connectMs: 24_955 }),
        socketState({ timer: 'none', retransmits: 0, unackedSegments: 0, rttMs: 24_953 }),
        session({ session: 's2', role: 'experiment', death: death('connect', SILENCE) }),
      ],
    ],
    [
      'nobody greets us',
      [
        session({ death: death('banner', SILENCE) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('banner', SILENCE) }),
      ],
    ],
  ],
  abstains: [
    ['closed before the banner', [session({ death: death('banner', FIN) })]],
    ['a silent SYN alone', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
