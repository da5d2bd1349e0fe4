import { causeCases } from '../../../test/kit/cause-cases.ts'
import { FIN, RST, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { ANSWERED_12, alert, deadHandshake, helloSeen, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './version-intolerance.ts'

const UP_TO_12 = { tlsPlan: { maxVersion: 'TLSv1.2' } } as const

causeCases(cause, {
  convicts: [
    ['a reset at a hello with TLS 1.3', [deadHandshake(RST)]],
    ['alert 47 to it', [deadHandshake(alert(47))]],
    [
      'alert 40 to every hello with TLS 1.3, and to none that stops at TLS 1.2',
      [
        deadHandshake(alert(40)),
        helloSeen({ maxVersion: 0x0303 }, ANSWERED_12),
        helloSeen({ maxVersion: 0x0304 }, { kind: 'alert', description: 40, fatal: true, afterMs: 8 }),
      ],
    ],
    [
      'the MTA was reset, our TLS 1.2 passes',
      [livingHandshake({ version: 'TLSv1.2' }, UP_TO_12), symptom({ symptom: 'tls.handshake.reset', stage: 'tls' })],
    ],
  ],
  acquits: [
    [
      'the MTA was reset, our TLS 1.3 passes',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.reset', stage: 'tls' })],
    ],
    [
      'a session that stops at TLS 1.2 died as well',
      [deadHandshake(SILENCE), deadHandshake(SILENCE, UP_TO_12, { session: 's2' })],
    ],
    [
      'a hello that stops at TLS 1.2 died as well',
      [deadHandshake(RST), helloSeen({ maxVersion: 0x0303 }, { kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 2 })],
    ],
  ],
  abstains: [
    ['a version that is too old', [deadHandshake(alert(70))]],
    ['a reset although the hello stops at TLS 1.2', [deadHandshake(RST, UP_TO_12)]],
    ['the server closed at EHLO', [session({ death: { stage: 'ehlo', outcome: FIN, outstanding: [] } })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})
