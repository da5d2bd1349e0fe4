import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './ecdsa-only-cert.ts'

const EC = { chain: [certificate({ keyType: 'ec', curve: 'prime256v1' })] }
const RSA_ONLY = { tlsPlan: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA' } } as const

causeCases(cause, {
  convicts: [
    [
      'alert 40 told, and the certificate is ECDSA',
      [livingHandshake(EC), symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })],
    ],
    ['an RSA-only hello met alert 40', [deadHandshake(alert(40), RSA_ONLY)]],
  ],
  acquits: [
    [
      'alert 40 told, and the certificate is RSA',
      [livingHandshake(), symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })],
    ],
  ],
  abstains: [
    ['an ECDSA certificate and no complaint', [livingHandshake(EC)]],
    ['alert 40 to the default list', [deadHandshake(alert(40))]],
    ['silence', [deadHandshake(SILENCE, RSA_ONLY)]],
    ['a healthy session', [session()]],
  ],
})
