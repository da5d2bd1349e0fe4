import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, RST, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './reset-injected.ts'

const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    [
      'reset sooner than the server can',
      [session({ connectMs: 80, death: death('starttls', { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 2 }) })],
    ],
    [
      'reset everywhere at STARTTLS',
      [
        session({ death: death('starttls', RST) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('starttls', RST) }),
      ],
    ],
    ['reported', [symptom({ symptom: 'drop.lost', stage: 'starttls', ended: 'rst' })]],
  ],
  acquits: [
    [
      'reset over another path too: the server',
      [
        session({ death: death('mail', RST) }),
        session({ session: 's2', role: 'elsewhere', death: death('mail', RST) }),
      ],
    ],
  ],
  abstains: [
    ['an orderly close', [session({ death: death('starttls', FIN) })]],
    ['a reply', [session({ death: death('mail', reply(421)) })]],
    ['reset before the banner', [session({ death: death('banner', RST) })]],
    ['a healthy session', [session()]],
  ],
})

test('commands in TLS are not cut: no box can read them', () => {
  const tls = { version: 'TLSv1.3', cipher: 'x', chain: [], nameMatches: true }
  const context = { maySend: false, companions: [], otherSources: [], ehloName: 'a.example' }
  const asked = (seen: ReturnType<typeof session>) =>
    cause.experiments?.(view(evidence([seen]), cause.needs), context).length
  expect(asked(session({ tls, death: death('mail', RST) }))).toBe(0)
  expect(asked(session({ death: death('mail', RST) }))).toBe(1)
})
