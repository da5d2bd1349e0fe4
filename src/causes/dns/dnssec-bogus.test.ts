import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { fact, session } from '../../../test/kit/evidence.ts'
import cause from './dnssec-bogus.ts'

causeCases(cause, {
  convicts: [
    [
      'answered without validation',
      [
        fact('mail.route', { domain: 'bogus.example', kind: 'none', hosts: [] }),
        answer({ name: 'bogus.example', type: 'MX', status: 'servfail' }),
        answer({ name: 'bogus.example', type: 'MX', status: 'answer', checkingDisabled: true }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'fails without validation too',
      [
        fact('mail.route', { domain: 'bogus.example', kind: 'none', hosts: [] }),
        answer({ name: 'bogus.example', type: 'MX', status: 'servfail' }),
        answer({ name: 'bogus.example', type: 'MX', status: 'servfail', checkingDisabled: true }),
      ],
    ],
    [
      'another question about the same name is answered without validation',
      [
        fact('mail.route', { domain: 'long.example', kind: 'none', hosts: [] }),
        answer({ name: 'long.example', type: 'MX', status: 'timeout' }),
        answer({ name: 'long.example', type: 'NS', status: 'answer', checkingDisabled: true }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
