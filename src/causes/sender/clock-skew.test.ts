import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, fact, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import { view, type Evidence } from '../../domain/evidence.ts'
import cause from './clock-skew.ts'

const SKEW = fact('clock.offset', { offsetSeconds: -400 * 86_400, from: 'Date header' })

causeCases(cause, {
  convicts: [
    [
      'expired with us, and our clock is a year off',
      [deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' }), SKEW],
    ],
    [
      'a certificate that holds by the peer’s clock and not by ours',
      [
        deadHandshake(
          ours('CERT_HAS_EXPIRED', 45),
          { tls: 'verify' },
          {
            startedAt: Date.parse('2027-10-09T00:00:00Z'),
            tls: tls({ chain: [certificate({ notBefore: '2026-11-20T00:00:00Z', notAfter: '2027-02-18T00:00:00Z' })] }),
          },
        ),
        fact('clock.offset', { offsetSeconds: 313 * 86_400, from: 'mx1' }),
      ],
    ],
    [
      'expired certificates everywhere',
      [
        fact('log.pattern', {
          pattern: 'all-destinations',
          symptom: 'tls.cert.expired',
          count: 20,
          of: 20,
          detail: '',
        }),
      ],
    ],
    [
      'tokens refused, and the clock ten minutes off',
      [
        symptom({ symptom: 'auth.failed', stage: 'auth' }),
        fact('clock.offset', { offsetSeconds: 600, from: 'Date header' }),
      ],
    ],
    [
      'a certificate that is not valid yet',
      [
        deadHandshake(
          ours('CERT_NOT_YET_VALID', 42),
          { tls: 'verify' },
          {
            tls: tls({ chain: [certificate({ notBefore: '2099-01-01T00:00:00Z', notAfter: '2099-04-01T00:00:00Z' })] }),
          },
        ),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'expired at the other vantage point, and our own clock is off',
      [session(), deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' }, { role: 'elsewhere' }), SKEW],
    ],
    ['one expired certificate', [livingHandshake(), symptom({ symptom: 'tls.cert.expired', stage: 'tls' })]],
    ['a wrong clock that harms nobody', [session(), SKEW]],
    ['a healthy session', [session()]],
  ],
})

test('the dates that decide stand in the evidence, and what the jump of the clock costs follows from its direction', () => {
  const dead = deadHandshake(
    ours('CERT_HAS_EXPIRED', 45),
    { tls: 'verify' },
    {
      startedAt: Date.parse('2027-10-09T12:34:00Z'),
      tls: tls({ chain: [certificate({ notBefore: '2026-11-20T00:00:00Z', notAfter: '2027-02-18T00:00:00Z' })] }),
    },
  )
  const seen = (days: number): Evidence =>
    evidence([dead, fact('clock.offset', { offsetSeconds: days * 86_400, from: 'mx1' })])
  const says = (days: number): string =>
    cause
      .weigh(view(seen(days), cause.needs))
      .map((one) => one.says)
      .join('; ')
  expect(says(313)).toContain(
    'valid from 2026-11-20 00:00 UTC to 2027-02-18 00:00 UTC: our clock says 2027-10-09 12:34 UTC, that of mx1 2026-11-30 12:34 UTC, at which it holds',
  )
  expect(says(-313)).toContain('by neither it holds')
  const cost = (days: number): string => cause.remedies(view(seen(days), cause.needs))[0]?.costs ?? ''
  expect(cost(313)).toMatch(/^once the clock is set back/)
  expect(cost(-313)).toMatch(/^once the clock is set ahead/)
})

test.each(['', 'Bad time value', '+275761-01-01T00:00:00Z'])(
  'a date that is none tells nothing, and is thrown by nobody: %j',
  (notAfter) => {
    const tlsFact = tls({ chain: [certificate({ notBefore: notAfter, notAfter })] })
    const dead = deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' }, { tls: tlsFact })
    const seen = evidence([dead, fact('clock.offset', { offsetSeconds: 9e9, from: 'mx1' })])
    const says = cause.weigh(view(seen, cause.needs)).map((one) => one.says)
    expect(says.join('; ')).not.toContain('valid from')
  },
)
