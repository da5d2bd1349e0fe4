import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, FIN, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './port25-egress-blocked.ts'

const elsewhere = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })
const third = plan({ endpoint: { host: 'mx.example.edu', address: '203.0.113.9', port: 25 } })
const target = session({ death: death('connect', SILENCE) })

causeCases(cause, {
  convicts: [
    [
      'target and two other destinations stay silent',
      [
        target,
        session({ session: 's2', role: 'compare', plan: elsewhere, death: death('connect', SILENCE) }),
        session({
          session: 's3',
          role: 'compare',
          plan: third,
          death: death('connect', { kind: 'errno', errno: 'ETIMEDOUT' }),
        }),
      ],
    ],
    [
      'the log shows that no destination answers',
      [
        fact('log.pattern', {
          pattern: 'all-destinations',
          symptom: 'connect.timeout',
          stage: 'connect',
          count: 40,
          of: 40,
          detail: '',
        }),
      ],
    ],
  ],
  acquits: [
    [
      'another connection to the same server is taken since',
      [
        session({ death: death('connect', SILENCE) }),
        session({ session: 's2', role: 'experiment', startedAt: 1_700_000_005_000 }),
      ],
    ],
    [
      'another destination answers on port 25: the target bans us, or is down',
      [target, session({ session: 's2', role: 'compare', plan: elsewhere })],
    ],
    [
      'another destination answers, even if it hangs up then',
      [target, session({ session: 's2', role: 'compare', plan: elsewhere, death: death('banner', FIN) })],
    ],
  ],
  abstains: [
    ['a healthy session', [session()]],
    ['a refused connection', [session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED' }) })]],
    ['silence after the connection', [session({ death: death('banner', SILENCE) })]],
    ['a timeout told by the peer', [symptom({ symptom: 'drop.timeout', stage: 'banner' })]],
  ],
})
