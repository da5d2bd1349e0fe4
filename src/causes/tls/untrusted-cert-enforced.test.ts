import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
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

test('the key that was seen is a way that keeps authentication, and what the destination publishes is told where it was looked up', () => {
  const spkiSha256 = '0a'.repeat(32)
  const dead = deadHandshake(
    ours('DEPTH_ZERO_SELF_SIGNED_CERT', 48),
    { tls: 'verify' },
    {
      tls: tls({ chain: [certificate({ selfSigned: true, spkiSha256 })], verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    },
  )
  const remedies = (...more: readonly Parameters<typeof evidence>[0][number][]) =>
    cause.remedies(view(evidence([dead, ...more]), cause.needs))
  expect(remedies()[1]?.levers).toEqual([{ lever: 'tls.pin-for', host: 'mx1.example.net', spkiSha256 }])
  expect(remedies()[2]?.steps).toBeUndefined()
  const absent = fact('tls.policy', { kind: 'mta-sts', endpoint: AN_ENDPOINT, status: 'absent', why: 'no TXT record' })
  expect(JSON.stringify(remedies(absent)[2]?.steps)).toContain('MTA-STS: absent, no TXT record')
})
