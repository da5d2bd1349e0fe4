import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import cause from './untrusted-cert-enforced.ts'

const SELF = [certificate({ selfSigned: true, issuer: 'CN=mx1.example.net' })]
const PRIVATE = [
  certificate({ issuer: 'CN=Example CA' }),
  certificate({ subject: 'CN=Example CA', issuer: 'CN=Example Root' }),
]

causeCases(cause, {
  convicts: [
    [
      'self-signed, and to be verified',
      [
        deadHandshake(
          ours('DEPTH_ZERO_SELF_SIGNED_CERT', 48),
          { tls: 'verify' },
          { tls: tls({ chain: SELF, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) },
        ),
      ],
    ],
    [
      'a private authority, and to be verified',
      [
        deadHandshake(
          ours('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 48),
          { tls: 'verify' },
          { tls: tls({ chain: PRIVATE, verifyError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }) },
        ),
      ],
    ],
    [
      'a private authority that signs without an intermediate, and to be verified',
      [
        deadHandshake(
          ours('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 48),
          { tls: 'verify' },
          {
            tls: tls({
              chain: [certificate({ issuer: 'O=Example Works, CN=Example CA' })],
              verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
              issuerOrganisationTrusted: false,
            }),
          },
        ),
      ],
    ],
    [
      'the MTA refused it, and it does not verify with us',
      [
        livingHandshake({ chain: SELF, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
        symptom({ symptom: 'tls.cert.selfsigned', stage: 'tls' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['self-signed, and nobody minds', [livingHandshake({ chain: SELF, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' })]],
    ['expired, and to be verified', [deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' })]],
    ['a healthy session', [session()]],
  ],
})
