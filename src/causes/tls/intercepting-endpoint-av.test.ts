import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import cause from './intercepting-endpoint-av.ts'

const SHIELD = [certificate({ issuer: 'CN=Avast Mail Shield Root' })]
const BOX = tls({
  chain: [certificate({ issuer: 'CN=fw.example.org Inspection' })],
  verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
})

causeCases(cause, {
  convicts: [
    ['a mail shield', [livingHandshake({ chain: SHIELD }), symptom({ symptom: 'tls.cert.untrusted', stage: 'tls' })]],
    [
      'one private issuer for unrelated hosts',
      [
        livingHandshake(BOX),
        session({
          role: 'compare',
          session: 's2',
          endpoint: { host: 'mx.example.com', address: '198.51.100.1', port: 25 },
          tls: BOX,
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a private authority of the receiver', [livingHandshake(BOX)]],
    [
      'a public authority for unrelated hosts',
      [
        livingHandshake(),
        session({
          role: 'compare',
          session: 's2',
          endpoint: { host: 'mx.example.com', address: '198.51.100.1', port: 25 },
          tls: tls(),
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
