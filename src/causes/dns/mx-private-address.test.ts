import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, fact, plan, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './mx-private-address.ts'

causeCases(cause, {
  convicts: [
    [
      'a private address that does not answer',
      [
        fact('mail.route', {
          domain: 'in.example',
          kind: 'mx',
          hosts: [{ name: 'mx.in.example', preference: 10, addresses: ['10.1.2.3'] }],
        }),
        session({
          plan: plan({ endpoint: { host: 'mx.in.example', address: '10.1.2.3', port: 25 } }),
          localAddress: '198.51.100.2',
          death: death('connect', SILENCE),
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a public address that does not answer', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
