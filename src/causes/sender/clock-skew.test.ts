import { causeCases } from '../../../test/kit/cause-cases.ts'
import { fact, session, symptom } from '../../../test/kit/evidence.ts'
import { certificate, deadHandshake, livingHandshake, ours, tls } from '../../../test/kit/handshakes.ts'
import cause from './clock-skew.ts'

const SKEW = fact('clock.offset', { offsetSeconds: -400 * 86_400, from: 'Date header' })

causeCases(cause, {
  convicts: [
    [
      'expired with us, and our clock is a year off',
      [deadHandshake(ours('CERT_HAS_EXPIRED', 45), { tls: 'verify' }), SKEW],
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
