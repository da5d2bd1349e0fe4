import { expect, test } from 'vitest'
import { baselinePlan } from './baseline-plan.ts'

const habits = { bindIpv4: '192.0.2.7', bindIpv6: '2001:db8::7' }
const bindOf = (address: string, bind?: string): string | undefined =>
  baselinePlan(
    { host: 'mx.example.net', address, port: 25 },
    { target: 'example.net', bind },
    habits,
    'probe.example',
    [],
  ).bind

test('the source address of the local mail server is taken, the one of the family', () => {
  expect(bindOf('198.51.100.1')).toBe('192.0.2.7')
  expect(bindOf('2001:db8:1::1')).toBe('2001:db8::7')
  expect(bindOf('198.51.100.1', '192.0.2.9')).toBe('192.0.2.9')
})
