import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './sni-rejected.ts'

causeCases(cause, {
  convicts: [
    ['alert 112', [deadHandshake(alert(112))]],
    ['the MTA met alert 112', [livingHandshake(), symptom({ symptom: 'tls.cert.sni', stage: 'tls', tlsAlert: 112 })]],
  ],
  acquits: [],
  abstains: [
    ['silence', [deadHandshake(SILENCE)]],
    [
      'the client refused the name',
      [livingHandshake({ nameMatches: false }), symptom({ symptom: 'tls.cert.name', stage: 'tls' })],
    ],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})
