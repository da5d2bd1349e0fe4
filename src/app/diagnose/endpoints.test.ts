import { expect, test } from 'vitest'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import { reportedPort } from './endpoints.ts'

const route = {
  hosts: [
    { name: 'mx1.example.org', preference: 10, addresses: ['192.0.2.1', '2001:db8::1'] },
    { name: 'mx2.example.org', preference: 20, addresses: ['192.0.2.2'] },
  ],
} as unknown as MailRoute

test.each<[string, Parameters<typeof reportedPort>[1], number | undefined]>([
  ['none is named', [{ host: 'mx1.example.org' }], undefined],
  ['by the name of a host', [{ host: 'MX1.example.org', port: 2525 }], 2525],
  ['by an address', [{ address: '192.0.2.2', port: 587 }], 587],
  ['of a server that is none of these', [{ host: 'relay.example.net', address: '198.51.100.7', port: 587 }], undefined],
  [
    'two that agree',
    [
      { address: '192.0.2.1', port: 26 },
      { address: '192.0.2.2', port: 26 },
    ],
    26,
  ],
  [
    'two that do not',
    [
      { address: '192.0.2.1', port: 26 },
      { address: '192.0.2.2', port: 587 },
    ],
    undefined,
  ],
])('the port of the symptom: %s', (_name, reported, port) => expect(reportedPort(route, reported)).toBe(port))
