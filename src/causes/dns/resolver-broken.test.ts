import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer, LONG_ANSWER_LOST } from '../../../test/kit/dns-facts.ts'
import { evidence, fact, type Seen, session } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './resolver-broken.ts'

/** What a resolver answers that denies, or rewrites, every name: not even the root and the top-level domain are there. */
const denials = (status: 'nxdomain' | 'nodata'): readonly Seen[] => [
  answer({ name: '.', type: 'NS', status }),
  answer({ name: 'example', type: 'SOA', status }),
]

test('a resolver that is late, and knows the domain a moment later, is no more than possibly broken', () => {
  const late = [
    fact('mail.route', { domain: 'slow.example', kind: 'none', hosts: [] }),
    answer({ name: 'slow.example', type: 'MX', status: 'timeout' }),
    answer({ name: '.', type: 'NS', status: 'answer' }),
    answer({ name: 'unrelated.test', type: 'TXT', status: 'timeout' }),
  ]
  const known = answer({ name: 'slow.example', type: 'MX', status: 'answer', checkingDisabled: true })
  const standing = (seen: readonly Seen[]) => weighAll(evidence(seen), [cause])[0]?.standing
  expect(standing(late)).toBe('supported')
  expect(standing([...late, known])).toBe('possible')
})

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
    [
      "the domain's own name servers answer us",
      [
        fact('mail.route', { domain: 'fine.example', kind: 'none', hosts: [] }),
        answer({ name: 'fine.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'fine.example', type: 'MX', status: 'answer', recursionDesired: false, authoritative: true }),
      ],
    ],
    [
      'the resolver knows the root, and not the top-level domain',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'servfail' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'example', type: 'SOA', status: 'servfail' }),
      ],
    ],
    [
      'it says NXDOMAIN, of the root as well',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'nxdomain' }),
        ...denials('nxdomain'),
      ],
    ],
    [
      'it denies what the name servers of the zone know, as a list of blocked names does',
      [
        fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
        answer({ name: 'any.example', type: 'MX', status: 'nxdomain', lacksSoa: true }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'any.example', type: 'MX', status: 'answer', recursionDesired: false, authoritative: true }),
      ],
    ],
    [
      'it knows an address of every name, and no records of the root',
      [
        fact('mail.route', {
          domain: 'any.example',
          kind: 'implicit',
          hosts: [{ name: 'any.example', preference: 0, addresses: ['192.0.2.1'] }],
        }),
        answer({ name: 'any.example', type: 'MX', status: 'nodata' }),
        ...denials('nodata'),
      ],
    ],
  ],
  acquits: [
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
    [
      'NXDOMAIN from a resolver that knows the root, of a name below no top-level domain',
      [
        fact('mail.route', { domain: 'any.exmaple', kind: 'none', hosts: [] }),
        answer({ name: 'any.exmaple', type: 'MX', status: 'nxdomain' }),
        answer({ name: '.', type: 'NS', status: 'answer' }),
        answer({ name: 'exmaple', type: 'SOA', status: 'nxdomain' }),
      ],
    ],
    [
      'the resolver of a closed network knows no root, and the MX record',
      [
        fact('mail.route', {
          domain: 'any.example',
          kind: 'mx',
          hosts: [{ name: 'mx.any.example', preference: 0, addresses: [], unresolved: 'nxdomain' }],
        }),
        answer({ name: 'any.example', type: 'MX', status: 'answer' }),
        answer({ name: 'mx.any.example', type: 'A', status: 'nxdomain' }),
        ...denials('nxdomain'),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

test('the resolver that failed is asked again, as it failed', () => {
  const text = (seen: readonly Seen[]) => JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  const seen = [
    fact('mail.route', { domain: 'any.example', kind: 'none', hosts: [] }),
    answer({ name: 'sender.example', type: 'TXT', status: 'answer', server: '192.0.2.54#53' }),
    answer({ name: 'any.example', type: 'MX', status: 'timeout', server: '192.0.2.53#53' }),
  ]
  expect(text(seen)).toContain('dig @192.0.2.53 MX any.example')
  expect(text(LONG_ANSWER_LOST)).toContain('dig +tcp @192.0.2.53 MX long.example')
  expect(text([])).toContain('dig @RESOLVER . NS')
})
