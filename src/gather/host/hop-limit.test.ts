import { expect, test } from 'vitest'
import type { RouteFact } from '../../domain/facts/host-facts.ts'
import { withHopLimit } from './hop-limit.ts'

const KERNEL: Readonly<Record<string, string>> = {
  '/proc/sys/net/ipv4/ip_default_ttl': '5\n',
  '/proc/sys/net/ipv6/conf/eth0/hop_limit': '64\n',
}
const files = { readText: async (path: string) => KERNEL[path] }

test.each<[string, RouteFact, number | undefined]>([
  ['IPv4', { to: '192.0.2.1', device: 'eth0' }, 5],
  ['IPv6', { to: '2001:db8::1', device: 'eth0' }, 64],
  ['a route with a limit of its own', { to: '192.0.2.1', hopLimit: 9 }, 9],
  ['what cannot be read', { to: '2001:db8::1', device: 'wg0' }, undefined],
  ['no route at all', { to: '192.0.2.1', refused: 'unreachable' }, undefined],
])('the hops of %s', async (_name, route, expected) => {
  expect((await withHopLimit(files, route)).hopLimit).toBe(expected)
})
