import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, symptom } from '../../../test/kit/evidence.ts'
import { alert, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import cause from './client-cert-required.ts'

causeCases(cause, {
  convicts: [
    [
      'alert 116 after the handshake',
      [session({ death: death('ehlo', alert(116)), tls: tls({ clientCertificateAsked: true }) })],
    ],
    [
      'the peer says that none was presented',
      [
        symptom({
          symptom: 'tls.cert.clientrequired',
          speaker: 'peer',
          stage: 'ehlo',
          reply: { code: 421, lines: ['No client certificate presented'] },
        }),
      ],
    ],
    [
      'closed after asking for one',
      [session({ death: death('ehlo', FIN), tls: tls({ clientCertificateAsked: true }) })],
    ],
  ],
  acquits: [],
  abstains: [
    ['asked for one and went on without', [livingHandshake({ clientCertificateAsked: true })]],
    ['closed at EHLO without asking', [session({ death: death('ehlo', FIN), tls: tls() })]],
    ['a healthy session', [session()]],
  ],
})
