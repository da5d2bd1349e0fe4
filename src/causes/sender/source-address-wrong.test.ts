import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import cause from './source-address-wrong.ts'

const PUBLIC = { host: 'mx1.example.net', address: '8.8.4.4', port: 25 }

causeCases(cause, {
  convicts: [
    [
      'the address is not configured',
      [
        session({
          plan: plan({ bind: '192.0.2.99' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    [
      'a private address towards a public peer',
      [session({ plan: plan({ bind: '10.0.0.5', endpoint: PUBLIC }), death: death('connect', SILENCE) })],
    ],
    [
      'the MTA could not use it',
      [
        symptom({ symptom: 'local.resources', words: 'bind: Cannot assign requested address' }),
        fact('mta.setting', {
          software: 'postfix',
          name: 'smtp_bind_address',
          value: '10.9.9.9',
          isDefault: false,
          from: 'postconf',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'the address is missing at the other vantage point',
      [
        session(),
        session({
          role: 'elsewhere',
          plan: plan({ bind: '192.0.2.99' }),
          death: death('connect', { kind: 'errno', errno: 'EADDRNOTAVAIL' }),
        }),
      ],
    ],
    ['no answer, source of the kernel’s choice', [session({ death: death('connect', SILENCE) })]],
    [
      'refused by reputation',
      [session({ plan: plan({ bind: '192.0.2.99' }), death: death('banner', reply(554, 'no')) })],
    ],
    ['a healthy session', [session()]],
  ],
})
