import { causeCases } from '../../../test/kit/cause-cases.ts'
import { FIN, RST, SILENCE, session, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './protocol-floor.ts'

const OLD = { tlsPlan: { maxVersion: 'TLSv1.1' } } as const

causeCases(cause, {
  convicts: [
    ['alert 70 to a hello that stops at TLS 1.1', [deadHandshake(alert(70), OLD)]],
    ['alert 70 to a hello that stops at TLS 1.2', [deadHandshake(alert(70), { tlsPlan: { maxVersion: 'TLSv1.2' } })]],
    ['SChannel resets a hello that stops at TLS 1.0', [deadHandshake(RST, { tlsPlan: { maxVersion: 'TLSv1' } })]],
    ['OpenSSL 3 answers TLS 1.0 by alert 80', [deadHandshake(alert(80), { tlsPlan: { maxVersion: 'TLSv1' } })]],
    [
      'the MTA met alert 70, we pass',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.version', stage: 'tls', tlsAlert: 70 })],
    ],
    [
      'Exchange lost the socket in the handshake, we pass',
      [livingHandshake(), symptom({ symptom: 'drop.lost', stage: 'tls', software: 'exchange' })],
    ],
    [
      'the peer says TLS 1.0 is not supported',
      [
        symptom({
          symptom: 'tls.handshake.version',
          speaker: 'peer',
          stage: 'auth',
          reply: { code: 421, enhanced: '4.7.66', lines: ['TLS 1.0 and 1.1 are not supported'] },
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['alert 70 to a hello with TLS 1.3', [deadHandshake(alert(70))]],
    ['silence, whatever the ceiling', [deadHandshake(SILENCE, OLD)]],
    ['the server ended a modern handshake', [deadHandshake(FIN)]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
