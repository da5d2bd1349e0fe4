import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { fact, session } from '../../../test/kit/evidence.ts'
import cause from './nxdomain.ts'

causeCases(cause, {
  convicts: [
    [
      'NXDOMAIN',
      [
        fact('mail.route', { domain: 'gone.example', kind: 'none', hosts: [] }),
        answer({ name: 'gone.example', type: 'MX', status: 'nxdomain' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'the name servers of the zone know it, which our resolver denies',
      [
        fact('mail.route', { domain: 'gone.example', kind: 'none', hosts: [] }),
        answer({ name: 'gone.example', type: 'MX', status: 'nxdomain', lacksSoa: true }),
        answer({ name: 'gone.example', type: 'MX', status: 'answer', recursionDesired: false, authoritative: true }),
      ],
    ],
    [
      'a resolver that denies the root denies every name',
      [
        fact('mail.route', { domain: 'gone.example', kind: 'none', hosts: [] }),
        answer({ name: 'gone.example', type: 'MX', status: 'nxdomain' }),
        answer({ name: '.', type: 'NS', status: 'nxdomain' }),
        answer({ name: 'example', type: 'SOA', status: 'nxdomain' }),
      ],
    ],
    [
      'SERVFAIL',
      [
        fact('mail.route', { domain: 'gone.example', kind: 'none', hosts: [] }),
        answer({ name: 'gone.example', type: 'MX', status: 'servfail' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
