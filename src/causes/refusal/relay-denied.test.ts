import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, fact, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './relay-denied.ts'

refusalCases(cause, {
  told: ['policy.relay', 'rcpt', '554 5.7.1 <x@example.net>: Relay access denied'],
  neighbour: ['auth.required', 'rcpt', '530 5.7.0 Authentication required'],
  abstains: [
    [
      "the receiver's own relay is down",
      [
        symptom({
          symptom: 'policy.relay',
          speaker: 'peer',
          stage: 'mail',
          words: '421 4.4.0 Failed to connect to relay server',
        }),
      ],
    ],
  ],
})

const refused = session({
  plan: plan({ envelope: { from: 'me@example.org', to: ['you@example.net'] } }),
  death: death('rcpt', reply(554, 'Relay access denied')),
})

test.each([
  ['the MX of the domain refuses its mail', 'example.net', AN_ENDPOINT.host, 'receiver', 'ask'],
  ['another host than the MX does', 'example.net', 'mx2.example.net', 'sender', 'command'],
  ['the MX of another domain does', 'example.com', AN_ENDPOINT.host, 'sender', 'command'],
] as const)('%s', (_what, domain, mx, locus, step) => {
  const route = fact('mail.route', { domain, kind: 'mx', hosts: [{ name: mx, preference: 10, addresses: [] }] })
  const sight = view(evidence([refused, route]), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(cause.remedies(sight)[0]?.steps?.[0]?.kind).toBe(step)
})

test.each([
  ['mx', 'The MX record of example.net leads to', 'has no MX record'],
  ['implicit', 'example.net has no MX record', 'correct the MX record'],
] as const)('a route of kind %s: the letter speaks of the records that there are', (kind, says, not) => {
  const hosts = [{ name: AN_ENDPOINT.host, preference: 10, addresses: [] }]
  const route = fact('mail.route', { domain: 'example.net', kind, hosts })
  const text = JSON.stringify(cause.remedies(view(evidence([refused, route]), cause.needs)))
  expect(text).toContain(says)
  expect(text).not.toContain(not)
})

test('of a host that was named nobody has asked yet whether it is an MX of the domain', () => {
  const hosts = [{ name: AN_ENDPOINT.host, preference: 0, addresses: [] }]
  const route = fact('mail.route', { domain: AN_ENDPOINT.host, kind: 'given', hosts })
  const text = JSON.stringify(cause.remedies(view(evidence([refused, route]), cause.needs)))
  expect(text).toContain(`where ${AN_ENDPOINT.host} is among them`)
})

test.each([
  ['mx.newowner.example ESMTP Postfix', '(it calls itself mx.newowner.example)'],
  [`${AN_ENDPOINT.host} ESMTP`, undefined],
  ['ESMTP ready', undefined],
])('greeted by “%s”: the letter tells whose server the MX leads to', (banner, shown) => {
  const greeted = session({ ...refused.fact, banner: { code: 220, lines: [banner] } })
  const route = fact('mail.route', {
    domain: 'example.net',
    kind: 'mx',
    hosts: [{ name: AN_ENDPOINT.host, preference: 10, addresses: [] }],
  })
  const letter = JSON.stringify(cause.remedies(view(evidence([greeted, route]), cause.needs)))
  if (shown === undefined) expect(letter).not.toContain('calls itself')
  else expect(letter).toContain(shown)
})
