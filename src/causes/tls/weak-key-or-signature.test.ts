import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake, ours } from '../../../test/kit/handshakes.ts'
import cause from './weak-key-or-signature.ts'

causeCases(cause, {
  convicts: [
    ['our library: dh key too small', [deadHandshake(ours('dh key too small', 40))]],
    ['our library, as Node writes it', [deadHandshake(ours('ERR_SSL_DH_KEY_TOO_SMALL', 40))]],
    ['CA signature too weak', [deadHandshake(ours('CA_MD_TOO_WEAK'), { tls: 'verify' })]],
    ['told by the sending library', [symptom({ symptom: 'tls.handshake.weakdh', stage: 'tls' })]],
  ],
  acquits: [],
  abstains: [
    ['a short key that nobody minds', [livingHandshake({ chain: [certificate({ keyBits: 1024 })] })]],
    ['the server found nothing in common', [deadHandshake(alert(40))]],
    ['an expired certificate', [deadHandshake(ours('CERT_HAS_EXPIRED'), { tls: 'verify' })]],
    ['a healthy session', [session()]],
  ],
})
