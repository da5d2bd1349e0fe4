import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './tls-policy-too-strict.ts'

const LEVEL = fact('mta.setting', {
  software: 'postfix',
  name: 'smtp_tls_security_level',
  value: 'encrypt',
  isDefault: false,
  from: 'postconf',
})
const TOLD = symptom({ symptom: 'tls.required', stage: 'ehlo' })

causeCases(cause, {
  convicts: [
    ['a global level, and a receiver without STARTTLS', [session({ keywords: ['PIPELINING'] }), TOLD, LEVEL]],
    [
      'other destinations fail the same demand',
      [
        session({
          keywords: ['PIPELINING'],
          plan: plan({ tls: 'require' }),
          death: death('starttls', reply(502, 'no')),
        }),
        session({
          role: 'compare',
          session: 's2',
          plan: plan({ tls: 'require' }),
          death: death('starttls', reply(502, 'no')),
        }),
      ],
    ],
  ],
  acquits: [
    [
      'the domain promises TLS',
      [
        TOLD,
        LEVEL,
        fact('tls.policy', { kind: 'mta-sts', endpoint: AN_ENDPOINT, status: 'violated', mode: 'enforce', why: '' }),
      ],
    ],
  ],
  abstains: [
    [
      'the other vantage point demanded TLS',
      [
        session(),
        session({ role: 'elsewhere', plan: plan({ tls: 'require' }), death: death('starttls', reply(502, 'no')) }),
        LEVEL,
      ],
    ],
    ['a strict level that harms nobody', [session(), LEVEL]],
    ['a receiver without STARTTLS, level not known', [TOLD]],
    [
      'an opportunistic level',
      [
        TOLD,
        fact('mta.setting', {
          software: 'postfix',
          name: 'smtp_tls_security_level',
          value: 'may',
          isDefault: false,
          from: 'postconf',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
