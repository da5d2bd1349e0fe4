import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
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
    [
      'a long answer that is cut, and no TCP',
      [
        fact('mail.route', { domain: 'long.example', kind: 'none', hosts: [] }),
        answer({
          name: 'long.example',
          type: 'MX',
          status: 'timeout',
          tried: [
            { server: '192.0.2.53', status: 'error', afterMs: 3, transport: 'udp', why: 'truncated' },
            { server: '192.0.2.53', status: 'timeout', afterMs: 3000, transport: 'tcp' },
          ],
        }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
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
