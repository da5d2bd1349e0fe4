import { causeCases } from '../../../test/kit/cause-cases.ts'
import { fact, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import cause from './intercepting-endpoint-av.ts'

const SHIELD = [certificate({ issuer: 'CN=Avast Mail Shield Root' })]
const BOX = tls({
  chain: [certificate({ issuer: 'CN=fw.example.org Inspection' })],
  verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
})

causeCases(cause, {
  convicts: [
    [
      'the same certificate everywhere, and a rule of this host that redirects',
      [
        livingHandshake({ ...BOX, nameMatches: false }),
        session({
          role: 'compare',
          session: 's2',
          endpoint: { host: 'mx.example.com', address: '198.51.100.1', port: 25 },
          tls: { ...BOX, nameMatches: false },
        }),
        fact('firewall.local', { tool: 'nft', rule: 'redirect to :2526', action: 'redirect', ports: [25] }),
      ],
    ],
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
    [
      'one provider for both, whose certificate names its MX hosts',
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
