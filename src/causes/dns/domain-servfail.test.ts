import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer, LONG_ANSWER_LOST } from '../../../test/kit/dns-facts.ts'
import { evidence, fact, session } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './domain-servfail.ts'

causeCases(cause, {
  convicts: [
    [
      'the MX record is answered, and its host stands in a zone that fails',
      [
        fact('mail.route', {
          domain: 'fine.example',
          kind: 'mx',
          hosts: [{ name: 'mx.hosting.test', preference: 10, addresses: [], unresolved: 'servfail' }],
        }),
        answer({ name: 'fine.example', type: 'MX', status: 'answer' }),
        answer({ name: 'mx.hosting.test', type: 'A', status: 'servfail' }),
        answer({ name: 'mx.hosting.test', type: 'AAAA', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
      ],
    ],
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
      "the domain's own name servers answer us",
      [
        fact('mail.route', { domain: 'fine.example', kind: 'none', hosts: [] }),
        answer({ name: 'fine.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'example', type: 'SOA', status: 'nodata' }),
        answer({ name: 'fine.example', type: 'MX', status: 'answer', recursionDesired: false, authoritative: true }),
      ],
    ],
    [
      'the resolver knows the root, and not the top-level domain',
      [
        fact('mail.route', { domain: 'lame.example', kind: 'none', hosts: [] }),
        answer({ name: 'lame.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'example', type: 'SOA', status: 'servfail' }),
      ],
    ],
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

test('the zone that fails is named: that of the MX host, where its address fails', () => {
  const hosts = [{ name: 'mx.hosting.test', preference: 10, addresses: [] }]
  const seen = [
    fact('mail.route', { domain: 'fine.example', kind: 'mx', hosts }),
    answer({ name: 'fine.example', type: 'MX', status: 'answer' }),
    answer({ name: 'mx.hosting.test', type: 'A', status: 'servfail' }),
  ]
  const text = JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  expect(text).toContain('dig +trace A mx.hosting.test')
  expect(text).toContain('for mx.hosting.test')
  expect(JSON.stringify(cause.remedies(view(evidence([]), cause.needs)))).toContain('dig +trace MX DOMAIN')
})
