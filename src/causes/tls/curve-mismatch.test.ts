import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake } from '../../../test/kit/handshakes.ts'
import cause from './curve-mismatch.ts'

const P384 = { chain: [certificate({ keyType: 'ec', curve: 'secp384r1' })] }
const CIPHER = symptom({ symptom: 'tls.handshake.cipher', stage: 'tls', tlsAlert: 40 })

causeCases(cause, {
  convicts: [
    ['alert 40 told, and the key lies on P-384', [livingHandshake(P384), CIPHER]],
    [
      'alert 40 to a hello with P-256 only',
      [deadHandshake(alert(40), { tlsPlan: { groups: 'P-256', maxVersion: 'TLSv1.2' } })],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'alert 40 told, and the key lies on P-256',
      [livingHandshake({ chain: [certificate({ keyType: 'ec', curve: 'prime256v1' })] }), CIPHER],
    ],
    ['a P-384 key and no complaint', [livingHandshake(P384)]],
    ['alert 40 to the default groups', [deadHandshake(alert(40))]],
    ['a healthy session', [session()]],
  ],
})
