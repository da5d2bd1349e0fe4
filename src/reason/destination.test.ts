import { expect, test } from 'vitest'
import { destinationOf } from './destination.ts'
import { NO_EVIDENCE, type Evidence } from '../domain/evidence.ts'
import { observationId, type Observation } from '../domain/observation.ts'

const source = { kind: 'user' } as const
const evidence = (...facts: readonly Pick<Observation, 'kind' | 'fact'>[]): Evidence => ({
  observations: facts.map((one, index) => ({ id: observationId(index + 1), at: 0, source, ...one }) as Observation),
  blind: {},
})
const route = (domain: string, kind: 'mx' | 'given', name: string) =>
  ({ kind: 'mail.route', fact: { domain, kind, hosts: [{ name, preference: 10, addresses: ['192.0.2.1'] }] } }) as const

test('an MX leads to the recipient domain', () => {
  expect(
    destinationOf(evidence(route('example.org', 'mx', 'mx1.example.net')), 'mx1.example.net [192.0.2.1]:25'),
  ).toEqual({
    domain: 'example.org',
    address: '192.0.2.1',
  })
})

test('the route of a destination for comparison is not that of the target', () => {
  const both = evidence(route('example.com', 'mx', 'mx.example.com'), route('example.org', 'mx', 'mx1.example.net'))
  expect(destinationOf(both, 'mx1.example.net [192.0.2.1]:25').domain).toBe('example.org')
})

test('a host given with its port is a relay', () => {
  expect(
    destinationOf(
      evidence(route('relay.example.net', 'given', 'relay.example.net')),
      'relay.example.net [192.0.2.1]:587',
    ),
  ).toEqual({
    relay: { host: 'relay.example.net', port: 587 },
    address: '192.0.2.1',
  })
})

test('a report names the recipient', () => {
  const told = {
    kind: 'symptom',
    fact: {
      symptom: 'drop.lost',
      speaker: 'us',
      rule: 'x',
      words: '',
      origin: 'log',
      recipient: 'a@example.org',
      address: '2001:db8::1',
    },
  } as const
  expect(destinationOf(evidence(told), undefined)).toEqual({ domain: 'example.org', address: '2001:db8::1' })
})

test('nothing is made up', () => {
  expect(destinationOf(NO_EVIDENCE, undefined)).toEqual({})
})
