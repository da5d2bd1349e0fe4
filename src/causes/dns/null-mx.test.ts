import { causeCases } from '../../../test/kit/cause-cases.ts'
import { fact, session } from '../../../test/kit/evidence.ts'
import cause from './null-mx.ts'

causeCases(cause, {
  convicts: [['a null MX', [fact('mail.route', { domain: 'web.example', kind: 'null-mx', hosts: [] })]]],
  acquits: [],
  abstains: [
    [
      'an MX without address',
      [
        fact('mail.route', {
          domain: 'web.example',
          kind: 'mx',
          hosts: [{ name: 'mx.web.example', preference: 10, addresses: [] }],
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
