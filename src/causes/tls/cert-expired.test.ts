import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, fact, plan, session, SILENCE, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './cert-expired.ts'

const EXPIRED = { chain: [certificate({ notAfter: '2023-11-01T00:00:00Z' })] }
const TOLD = symptom({ symptom: 'tls.cert.expired', stage: 'tls' })

causeCases(cause, {
  convicts: [
    [
      'expired, and to be verified',
      [
        deadHandshake(
          ours('CERT_HAS_EXPIRED', 45),
          { tls: 'verify' },
          { tls: tls({ ...EXPIRED, verifyError: 'CERT_HAS_EXPIRED' }) },
        ),
      ],
    ],
    ['expired, and an MTA that minds', [livingHandshake(EXPIRED), TOLD]],
  ],
  acquits: [
    [
      'the MTA calls it expired, and our clock is two days ahead',
      [livingHandshake(), TOLD, fact('clock.offset', { offsetSeconds: 172_800, from: 'Date header' })],
    ],
    ['the MTA calls it expired, and it is not', [livingHandshake(), TOLD]],
  ],
  abstains: [
    [
      'our own session ended before TLS, one elsewhere was to verify',
      [
        session({ death: death('connect', SILENCE) }),
        deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' }, { role: 'elsewhere' }),
      ],
    ],
    ['another name, and to be verified', [deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), { tls: 'verify' })]],
    ['a healthy session over TLS', [livingHandshake()]],
    ['a healthy session', [session()]],
  ],
})

test('a certificate that is not valid yet proves nothing: our own clock may be behind', () => {
  const chain = [certificate({ notBefore: '2099-01-01T00:00:00Z', notAfter: '2099-04-01T00:00:00Z' })]
  const early = deadHandshake(ours('CERT_NOT_YET_VALID', 42), { tls: 'verify' }, { tls: tls({ chain }) })
  const clues = cause.weigh(view(evidence([early]), cause.needs))
  expect(clues.map(({ decides }) => decides)).toEqual([undefined])
})

const MX2 = { host: 'mx2.example.net', address: '192.0.2.2', port: 25 }
const REFUSED_AT_MX2 = deadHandshake(
  ours('CERT_HAS_EXPIRED', 45),
  { tls: 'verify', endpoint: MX2 },
  { tls: tls({ ...EXPIRED, verifyError: 'CERT_HAS_EXPIRED' }) },
)

test.each<readonly [string, readonly Seen[]]>([
  ['and was to be verified', [livingHandshake(), REFUSED_AT_MX2]],
  ['as an MTA minds', [livingHandshake(), session({ plan: plan({ endpoint: MX2 }), tls: tls(EXPIRED) }), TOLD]],
])('the dates, and the name beside them, are those of the certificate that has expired, %s', (_name, seen) => {
  const said = JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  expect(said).toContain(
    'The certificate of mx2.example.net is outside its dates (valid from 2023-10-01 to 2023-11-01;',
  )
  expect(said).not.toContain('mx1')
})

test('the clue tells the dates of the certificate that was refused', () => {
  const clues = cause.weigh(view(evidence([livingHandshake(), REFUSED_AT_MX2]), cause.needs))
  expect(JSON.stringify(clues)).toContain('outside its dates (valid from 2023-10-01 to 2023-11-01;')
})
