import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, fact, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './auth-required.ts'

refusalCases(cause, {
  told: ['auth.required', 'mail', '530 5.7.0 Authentication required'],
  neighbour: ['auth.failed', 'mail', '535 5.7.8 authentication failed'],
  abstains: [
    [
      'a login is wanted before EHLO: FTP',
      [
        symptom({
          symptom: 'auth.required',
          speaker: 'peer',
          stage: 'ehlo',
          words: '530 Please login with USER and PASS.',
        }),
      ],
    ],
  ],
})

const wanted = session({
  plan: plan({ envelope: { from: 'me@example.org', to: ['you@example.net'] } }),
  death: death('mail', reply(530, 'Authentication required')),
})
const hosts = [{ name: AN_ENDPOINT.host, preference: 10, addresses: [] }]
const relay = fact('mail.handover', {
  mailFor: 'example.net',
  relay: 'relay.example',
  software: 'postfix',
  setting: 'relayhost = relay.example',
  examined: 'relay',
})

test.each([
  ['the MX of the domain', [wanted, fact('mail.route', { domain: 'example.net', kind: 'mx', hosts })], 'receiver'],
  ['the MX of another domain', [wanted, fact('mail.route', { domain: 'example.com', kind: 'mx', hosts })], 'sender'],
  ['the MX of our relay', [wanted, relay, fact('mail.route', { domain: 'example.net', kind: 'mx', hosts })], 'sender'],
  ['a host that was named', [wanted, fact('mail.route', { domain: 'example.net', kind: 'given', hosts })], 'sender'],
] as const)('a login is wanted by %s', (_what, seen, locus) => {
  const sight = view(evidence(seen), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(JSON.stringify(cause.remedies(sight)).includes('the MX record of example.net')).toBe(locus === 'receiver')
})

test('without an MX record none is spoken of', () => {
  const route = fact('mail.route', { domain: 'example.net', kind: 'implicit', hosts })
  const text = JSON.stringify(cause.remedies(view(evidence([wanted, route]), cause.needs)))
  expect(text).toContain('example.net has no MX record')
  expect(text).not.toContain('correct the MX record')
})
