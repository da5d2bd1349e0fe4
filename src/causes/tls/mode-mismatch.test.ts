import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, FIN, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { deadHandshake, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './mode-mismatch.ts'

const SUBMISSIONS = { host: 'mx1.example.net', address: '192.0.2.1', port: 465 }
const GREETED = { code: 220, lines: ['mx1.example.net ESMTP'] }
const GREETING = { kind: 'garbled', head: '220 mx1.example.net ESMTP', why: 'an SMTP reply in clear text' } as const

causeCases(cause, {
  convicts: [
    ['TLS at once to a server that greets in clear', [deadHandshake(GREETING, { tls: 'wrapped' })]],
    [
      'no greeting in clear on port 465',
      [session({ plan: plan({ endpoint: SUBMISSIONS }), death: death('banner', SILENCE) })],
    ],
    [
      'the first octets are a TLS alert',
      [
        session({
          plan: plan({ endpoint: { ...SUBMISSIONS, port: 4650 } }),
          death: death('banner', { kind: 'garbled', head: '\u0015\u0003\u0001', why: 'not SMTP' }),
        }),
      ],
    ],
    [
      'no greeting on port 25, and one to a session that begins with TLS',
      [
        session({ death: death('banner', SILENCE) }),
        session({ session: 's2', role: 'experiment', plan: plan({ tls: 'wrapped' }), tls: tls(), banner: GREETED }),
      ],
    ],
    [
      'the client met wrong version number',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.notls', stage: 'tls' })],
    ],
  ],
  acquits: [],
  abstains: [
    ['no greeting on port 25', [session({ death: death('banner', SILENCE) })]],
    [
      'the server closed at the banner of port 587',
      [session({ plan: plan({ endpoint: { ...SUBMISSIONS, port: 587 } }), death: death('banner', FIN) })],
    ],
    ['454 in clear after STARTTLS', [deadHandshake(reply(454, 'TLS failed'))]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

test.each([
  [587, true],
  [25, false],
])(
  'TLS at once to port %i: the other port is a way where it is tried first, and no way between servers',
  (port, isOffered) => {
    const endpoint = { ...SUBMISSIONS, port }
    const dead = session({
      plan: plan({ endpoint, tls: 'wrapped' }),
      endpoint,
      death: death('tls', { ...GREETING, afterMs: 1 }),
    })
    const text = JSON.stringify(cause.remedies(view(evidence([dead]), cause.needs)))
    expect(text.includes('hangup diagnose mx1.example.net:465 --tls wrapped')).toBe(isOffered)
  },
)
