import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  plan,
  reply,
  session,
  symptom,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { livingHandshake, tls } from '../../../test/kit/handshakes.ts'
import { view } from '../../domain/evidence.ts'
import cause from './starttls-stripped.ts'

const MASKED = { keywords: ['PIPELINING', 'XXXXXXXA'], banner: { code: 220, lines: ['*****************2*****'] } }
const PLAIN = { keywords: ['PIPELINING'] }

causeCases(cause, {
  convicts: [
    ['filler in place of STARTTLS', [session(MASKED)]],
    [
      'not listed, and taken when asked all the same',
      [session({ ...PLAIN, clearKeywords: PLAIN.keywords, plan: plan({ tls: 'require' }), tls: tls() })],
    ],
    ['a masked banner', [session({ ...PLAIN, banner: MASKED.banner })]],
    [
      'the domain promises TLS',
      [
        session(PLAIN),
        fact('tls.policy', { kind: 'dane', endpoint: AN_ENDPOINT, status: 'unverifiable', why: '' }),
        fact('tls.policy', {
          kind: 'mta-sts',
          endpoint: AN_ENDPOINT,
          status: 'violated',
          mode: 'enforce',
          why: 'no TLS',
        }),
      ],
    ],
    [
      'another vantage point sees STARTTLS',
      [session(PLAIN), session({ role: 'elsewhere', session: 's2', keywords: ['STARTTLS'] })],
    ],
    [
      'STARTTLS is not recognized',
      [
        session({
          plan: plan({ tls: 'require' }),
          keywords: ['STARTTLS'],
          death: death('starttls', reply(500, 'command not recognized')),
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a server without TLS', [session(PLAIN)]],
    ['an Exchange server with extensions of its own', [session({ keywords: ['STARTTLS', 'X-ANONYMOUSTLS', 'XRDST'] })]],
    [
      'the MTA requires TLS, and we are offered it',
      [livingHandshake(), symptom({ symptom: 'tls.required', stage: 'ehlo' })],
    ],
    ['a healthy session over TLS', [livingHandshake()]],
  ],
})

const HEALTHY = { keywords: ['PIPELINING', 'STARTTLS'], banner: { code: 220, lines: ['mx1.example.net ESMTP'] } }
const MX2 = { host: 'mx2.example.net', address: '192.0.2.2', port: 25 }

function remediesFor(seen: readonly Seen[]): string {
  return JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
}

test('the letter quotes the greeting that was masked, and not that of a host where nothing is', () => {
  const letter = remediesFor([session(HEALTHY), session({ ...MASKED, session: 's2', plan: plan({ endpoint: MX2 }) })])
  expect(letter).toContain('the greeting arrives as “*****')
  expect(letter).toContain('among the keywords is XXXXXXXA')
  expect(letter).not.toContain('mx1.example.net ESMTP')
})

test('nothing is quoted of other destinations, nor of experiments', () => {
  const companion = session({ ...HEALTHY, role: 'compare', plan: plan({ ehloName: 'other.example.org' }) })
  const trial = session({ ...HEALTHY, role: 'experiment', plan: plan({ ehloName: 'trial.example.org' }) })
  const text = remediesFor([companion, trial, session(PLAIN)])
  expect(text).not.toContain('the greeting arrives as')
  expect(text).toContain('EHLO sender.example.org')
})

test('the look at another server speaks SMTP, and takes no silence for a keyword that is missing', () => {
  const text = remediesFor([session({ ...PLAIN, plan: plan({ ehloName: '[192.0.2.9]' }) })])
  expect(text).toContain(String.raw`printf 'EHLO [192.0.2.9]\\r\\n'`)
  expect(text).not.toContain('echo')
  expect(text).toContain('no list at all tells nothing')
})
