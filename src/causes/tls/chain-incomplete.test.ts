import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import cause from './chain-incomplete.ts'

const LEAF = [certificate()]
const ERROR = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'

causeCases(cause, {
  convicts: [
    [
      'the leaf alone, and to be verified',
      [deadHandshake(ours(ERROR, 48), { tls: 'verify' }, { tls: tls({ chain: LEAF, verifyError: ERROR }) })],
    ],
    [
      'the leaf alone, of an organisation whose root we trust',
      [
        deadHandshake(
          ours(ERROR, 48),
          { tls: 'verify' },
          {
            tls: tls({
              chain: [certificate({ issuer: 'O=Lab, CN=Lab Issuing 1' })],
              verifyError: ERROR,
              issuerOrganisationTrusted: true,
            }),
          },
        ),
      ],
    ],
    [
      'the leaf alone, and an MTA that minds',
      [livingHandshake({ chain: LEAF, verifyError: ERROR }), symptom({ symptom: 'tls.cert.untrusted', stage: 'tls' })],
    ],
  ],
  acquits: [
    [
      'the MTA does not trust a chain that verifies with us',
      [livingHandshake(), symptom({ symptom: 'tls.cert.untrusted', stage: 'tls' })],
    ],
  ],
  abstains: [
    [
      'self-signed, and to be verified',
      [
        deadHandshake(
          ours('DEPTH_ZERO_SELF_SIGNED_CERT', 48),
          { tls: 'verify' },
          { tls: tls({ chain: [certificate({ selfSigned: true })], verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) },
        ),
      ],
    ],
    ['the leaf alone, and nobody minds', [livingHandshake({ chain: LEAF, verifyError: ERROR })]],
    ['a healthy session', [session()]],
  ],
})
