import { causeCases } from '../../../test/kit/cause-cases.ts'
import { FIN, session, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake, ours } from '../../../test/kit/handshakes.ts'
import cause from './peer-below-floor.ts'

causeCases(cause, {
  convicts: [
    ['alert 70 to a hello with TLS 1.3 and 1.2', [deadHandshake(alert(70))]],
    ['our library refuses the version', [deadHandshake(ours('unsupported protocol', 70))]],
    [
      'our library refuses the signature, as Node writes it',
      [deadHandshake(ours('ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED', 80))],
    ],
    ['the sending library refused the version', [symptom({ symptom: 'tls.handshake.version', stage: 'tls' })]],
  ],
  acquits: [
    [
      'alert 70 told, while the receiver speaks TLS 1.3 with us',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.version', stage: 'tls', tlsAlert: 70 })],
    ],
  ],
  abstains: [
    [
      'the receiver itself says that old versions are not supported',
      [
        symptom({
          symptom: 'tls.handshake.version',
          speaker: 'peer',
          stage: 'auth',
          reply: { code: 421, enhanced: '4.7.66', lines: ['TLS 1.0 and 1.1 are not supported'] },
        }),
      ],
    ],
    ['alert 70 to a sender that stops at TLS 1.1', [deadHandshake(alert(70), { tlsPlan: { maxVersion: 'TLSv1.1' } })]],
    ['the name does not match', [deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), { tls: 'verify' })]],
    ['the banner never came', [session({ death: { stage: 'banner', outcome: FIN, outstanding: [] } })]],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})
