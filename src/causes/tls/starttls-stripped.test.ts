import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { livingHandshake, tls } from '../../../test/kit/handshakes.ts'
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
