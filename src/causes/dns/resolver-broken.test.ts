import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { fact, session } from '../../../test/kit/evidence.ts'
import cause from './resolver-broken.ts'

causeCases(cause, {
  convicts: [
    [
      'the root fails too',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'timeout' }),
        answer({ name: '.', type: 'NS', status: 'timeout' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'NXDOMAIN',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'nxdomain' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
