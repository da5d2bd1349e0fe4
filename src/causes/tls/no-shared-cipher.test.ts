import { causeCases } from '../../../test/kit/cause-cases.ts'
import { FIN, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './no-shared-cipher.ts'

causeCases(cause, {
  convicts: [
    [
      'alert 40 to a shortened list',
      [deadHandshake(alert(40), { tlsPlan: { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' } })],
    ],
    ['alert 71', [deadHandshake(alert(71))]],
    [
      'the MTA found no cipher in common',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })],
    ],
  ],
  acquits: [],
  abstains: [
    ['silence', [deadHandshake(SILENCE)]],
    ['alert 40 to a TLS 1.0 hello', [deadHandshake(alert(40), { tlsPlan: { maxVersion: 'TLSv1' } })]],
    ['an ECDSA certificate and no complaint', [livingHandshake({ chain: [certificate({ keyType: 'ec' })] })]],
    ['the server closed at the banner', [session({ death: { stage: 'banner', outcome: FIN, outstanding: [] } })]],
  ],
})
