import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer, LONG_ANSWER_LOST } from '../../../test/kit/dns-facts.ts'
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
    [
      'it knows the root, and neither this domain nor ours',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'unrelated.test', type: 'TXT', status: 'servfail' }),
      ],
    ],
    ['long answers alone: nothing comes over TCP', LONG_ANSWER_LOST],
  ],
  acquits: [
    [
      'no answer, and the root has one',
      [
        fact('mail.route', { domain: 'long.example', kind: 'none', hosts: [] }),
        answer({ name: 'long.example', type: 'MX', status: 'timeout' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
      ],
    ],
    [
      'another domain has an answer',
      [
        fact('mail.route', { domain: 'long.example', kind: 'none', hosts: [] }),
        answer({ name: 'long.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'unrelated.test', type: 'TXT', status: 'servfail' }),
        answer({ name: 'other.test', type: 'MX', status: 'nodata' }),
      ],
    ],
  ],
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
