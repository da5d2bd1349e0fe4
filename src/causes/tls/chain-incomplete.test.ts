import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import { FAINT, HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
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

test.each([
  ['of a public authority', {}, {}, NEAR_SURE],
  ['of a name that we trust', { issuer: 'CN=Lab' }, { issuerOrganisationTrusted: true }, STRONG],
  ['of which nothing is known', { issuer: 'CN=Lab' }, {}, HINT],
  ['of whom nothing is trusted', { issuer: 'CN=Lab' }, { issuerOrganisationTrusted: false }, FAINT],
] as const)('the leaf alone, %s: the weight says how well its issuer is known', (_name, leaf, seen, weight) => {
  const chain = [certificate(leaf)]
  const died = deadHandshake(ours(ERROR, 48), { tls: 'verify' }, { tls: tls({ chain, verifyError: ERROR, ...seen }) })
  expect(cause.weigh(view(evidence([died]), cause.needs)).map((clue) => clue.weight)).toEqual([weight])
})
