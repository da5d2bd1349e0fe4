import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { evidence, fact, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './no-usable-mx.ts'

causeCases(cause, {
  convicts: [
    [
      'an MX host without an address',
      [
        fact('mail.route', {
          domain: 'web.example',
          kind: 'mx',
          hosts: [{ name: 'mx.web.example', preference: 10, addresses: [] }],
        }),
        answer({ name: 'mx.web.example', type: 'A', status: 'nxdomain' }),
      ],
    ],
    [
      'a name that exists, and has neither MX nor address',
      [
        fact('mail.route', { domain: 'web.example', kind: 'none', hosts: [] }),
        answer({ name: 'web.example', type: 'MX', status: 'nodata' }),
        answer({ name: 'web.example', type: 'A', status: 'nodata' }),
      ],
    ],
    ...['127.0.0.1', '127.9.8.7', '0.0.0.0', '224.0.0.5', '255.255.255.255', '240.1.2.3', 'ff02::1'].map(
      (address): [string, readonly Seen[]] => [
        `no host can have ${address}`,
        [
          fact('mail.route', {
            domain: 'web.example',
            kind: 'mx',
            hosts: [{ name: 'mx.web.example', preference: 10, addresses: [address] }],
          }),
        ],
      ],
    ),
    [
      'loopback only',
      [
        fact('mail.route', {
          domain: 'web.example',
          kind: 'mx',
          hosts: [{ name: 'mx.web.example', preference: 10, addresses: ['127.0.0.1'] }],
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'the name servers of the zone know it, which our resolver denies',
      [
        fact('mail.route', { domain: 'web.example', kind: 'none', hosts: [] }),
        answer({ name: 'web.example', type: 'MX', status: 'nodata', lacksSoa: true }),
        answer({ name: 'web.example', type: 'MX', status: 'answer', recursionDesired: false, authoritative: true }),
      ],
    ],
    [
      'a resolver that has no records of the root has none of any name',
      [
        fact('mail.route', { domain: 'web.example', kind: 'none', hosts: [] }),
        answer({ name: 'web.example', type: 'MX', status: 'nodata' }),
        answer({ name: '.', type: 'NS', status: 'nodata' }),
        answer({ name: 'example', type: 'SOA', status: 'nodata' }),
      ],
    ],
    [
      'one of two hosts could not be looked up',
      [
        fact('mail.route', {
          domain: 'web.example',
          kind: 'mx',
          hosts: [
            { name: 'mx1.web.example', preference: 10, addresses: [] },
            { name: 'mx2.web.example', preference: 20, addresses: [] },
          ],
        }),
        answer({ name: 'mx1.web.example', type: 'A', status: 'nodata' }),
        answer({ name: 'mx2.web.example', type: 'A', status: 'timeout' }),
      ],
    ],
    ['a null MX', [fact('mail.route', { domain: 'web.example', kind: 'null-mx', hosts: [] })]],
    [
      'SERVFAIL',
      [
        fact('mail.route', { domain: 'web.example', kind: 'none', hosts: [] }),
        answer({ name: 'web.example', type: 'MX', status: 'servfail' }),
      ],
    ],
  ],
})

test.each([
  ['127.0.0.1', 'lead to 127.0.0.1'],
  [undefined, 'names no mail host of web.example that has an address'],
] as const)('an MX host at %s: the letter says what is wrong with it', (address, says) => {
  const hosts = [{ name: 'mx.web.example', preference: 10, addresses: address === undefined ? [] : [address] }]
  const route = fact('mail.route', { domain: 'web.example', kind: 'mx', hosts })
  expect(JSON.stringify(cause.remedies(view(evidence([route]), cause.needs)))).toContain(says)
})
