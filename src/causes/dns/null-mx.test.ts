import { causeCases } from '../../../test/kit/cause-cases.ts'
import { fact, session, symptom } from '../../../test/kit/evidence.ts'
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
    [
      'a report of one, and the DNS names a host now',
      [
        fact('mail.route', {
          domain: 'web.example',
          kind: 'mx',
          hosts: [{ name: 'mx.web.example', preference: 10, addresses: ['192.0.2.1'] }],
        }),
        symptom({ symptom: 'dns.nullmx', stage: 'dns' }),
      ],
    ],
    [
      'a host that takes no mail',
      [symptom({ symptom: 'dns.nullmx', speaker: 'peer', stage: 'banner', words: '521 host does not accept mail' })],
    ],
    ['a healthy session', [session()]],
  ],
})
