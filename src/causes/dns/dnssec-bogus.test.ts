import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { evidence, fact, session } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
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
      'not answered in time, and a moment later without validation: by then the resolver knows it',
      [
        fact('mail.route', { domain: 'slow.example', kind: 'none', hosts: [] }),
        answer({ name: 'slow.example', type: 'MX', status: 'timeout' }),
        answer({ name: 'slow.example', type: 'MX', status: 'answer', checkingDisabled: true }),
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

test('what does not verify is named: the address of an MX host stands in a zone of its own', () => {
  const hosts = [{ name: 'mx.other.example', preference: 10, addresses: [] }]
  const seen = [
    fact('mail.route', { domain: 'fine.example', kind: 'mx', hosts }),
    answer({ name: 'fine.example', type: 'MX', status: 'answer' }),
    answer({ name: 'mx.other.example', type: 'A', status: 'servfail' }),
    answer({ name: 'mx.other.example', type: 'A', status: 'answer', checkingDisabled: true }),
  ]
  const text = JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
  expect(text).toContain('delv A mx.other.example')
  expect(text).toContain('the operator of the zone that holds mx.other.example')
  expect(JSON.stringify(cause.remedies(view(evidence([]), cause.needs)))).toContain('delv MX DOMAIN')
})
