import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer, LONG_ANSWER_LOST } from '../../../test/kit/dns-facts.ts'
import { fact, session } from '../../../test/kit/evidence.ts'
import cause from './domain-servfail.ts'

causeCases(cause, {
  convicts: [
    [
      'the domain fails, the root answers',
      [
        fact('mail.route', { domain: 'lame.example', kind: 'none', hosts: [] }),
        answer({ name: 'lame.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
      ],
    ],
    [
      'another name was answered without validation: that says nothing of this one',
      [
        fact('mail.route', { domain: 'lame.example', kind: 'none', hosts: [] }),
        answer({ name: 'lame.example', type: 'MX', status: 'servfail' }),
        answer({ name: 'test', type: 'NS', status: 'nodata', checkingDisabled: true }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
      ],
    ],
  ],
  acquits: [
    ['a long answer that is cut, and no TCP', LONG_ANSWER_LOST],
    [
      'the resolver knows the root, and no other domain either',
      [
        fact('mail.route', { domain: 'lame.example', kind: 'none', hosts: [] }),
        answer({ name: 'lame.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'unrelated.test', type: 'TXT', status: 'servfail' }),
      ],
    ],
  ],
  abstains: [
    [
      'NXDOMAIN',
      [
        fact('mail.route', { domain: 'lame.example', kind: 'none', hosts: [] }),
        answer({ name: 'lame.example', type: 'MX', status: 'nxdomain' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
