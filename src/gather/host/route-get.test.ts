import { expect, test } from 'vitest'
import type { RouteFact } from '../../domain/facts/host-facts.ts'
import type { Exec, ExecResult } from '../../domain/ports.ts'
import { gatherRouteFact, readRouteJson, readRouteText } from './route-get.ts'

test.each<[string, Omit<RouteFact, 'to'>]>([
  [
    '[{"dst":"10.91.2.2","gateway":"10.91.1.1","dev":"zba1","prefsrc":"10.91.1.2","flags":[],"uid":0,"cache":[],"expires":587,"metrics":[{"mtu":1400}]}]',
    { gateway: '10.91.1.1', device: 'zba1', source: '10.91.1.2', cachedPathMtu: 1400 },
  ],
  [
    '[{"dst":"192.0.2.1","gateway":"10.0.0.1","dev":"eth0","prefsrc":"10.0.0.5","flags":[],"uid":0,"cache":[],"metrics":[{"mtu":1360,"advmss":1200,"hoplimit":7}]}]',
    { gateway: '10.0.0.1', device: 'eth0', source: '10.0.0.5', mtu: 1360, advmss: 1200, hopLimit: 7 },
  ],
  [
    '[{"type":"local","dst":"127.0.0.1","dev":"lo","prefsrc":"127.0.0.1","flags":[],"uid":0,"cache":["local"]}]',
    { device: 'lo', source: '127.0.0.1' },
  ],
  [
    '[{"dst":"192.0.2.1","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0","prefsrc":"10.0.0.5","flags":[]}]',
    { gateway: 'fe80::1', device: 'eth0', source: '10.0.0.5' },
  ],
  [
    '[{"type":"prohibit","dst":"2001:db8::1","from":"::","dev":"lo","flags":[]}]',
    { device: 'lo', refused: 'prohibit' },
  ],
])('%s', (text, fact) => expect(readRouteJson(text, 'x')).toEqual({ to: 'x', ...fact }))

test.each<[string, Omit<RouteFact, 'to'>]>([
  [
    '10.91.2.2 via 10.91.1.1 dev zba1 src 10.91.1.2 uid 0 \n    cache expires 587sec mtu 1400 \n',
    { gateway: '10.91.1.1', device: 'zba1', source: '10.91.1.2', cachedPathMtu: 1400 },
  ],
  [
    'fd91:1::1 from :: dev zba1 proto kernel src fd91:1::2 metric 256 pref medium\n',
    { device: 'zba1', source: 'fd91:1::2' },
  ],
  [
    '192.0.2.1 via 10.0.0.1 dev eth0 src 10.0.0.5 uid 0\n    cache mtu lock 1400 advmss 1200 hoplimit 7\n',
    { gateway: '10.0.0.1', device: 'eth0', source: '10.0.0.5', mtu: 1400, advmss: 1200, hopLimit: 7 },
  ],
  [
    'unreachable 2001:db8::1 from :: dev lo table unspec proto kernel src ::1 metric 4294967295 error -101 pref medium\n',
    { device: 'lo', source: '::1', refused: 'unreachable' },
  ],
])('%s', (text, fact) => expect(readRouteText(text, 'x')).toEqual({ to: 'x', ...fact }))

test.each(['', '[]', '{}', 'null', '[null]', '[{]', 'Error: any valid address is expected rather than "x"'])(
  '%j is no route',
  (text) => {
    expect(readRouteJson(text, 'x')?.device).toBeUndefined()
    expect(readRouteText(text, 'x')).toBeUndefined()
  },
)

const done = (stdout: string, exitCode = 0, stderr = ''): ExecResult => ({ kind: 'done', exitCode, stdout, stderr })

test.each<[readonly ExecResult[], Awaited<ReturnType<typeof gatherRouteFact>>]>([
  [[done('', 2, 'RTNETLINK answers: Permission denied\n')], { route: { to: 'x', refused: 'prohibit' } }],
  [[done('', 2, 'RTNETLINK answers: No route to host\n')], { route: { to: 'x', refused: 'unreachable' } }],
  [[done('', 2, 'RTNETLINK answers: Network is unreachable\n')], { route: { to: 'x', refused: 'no route' } }],
  [[done('', 2, 'RTNETLINK answers: Invalid argument\n')], { route: { to: 'x', refused: 'blackhole' } }],
  [
    [
      done('', 255, 'Option "-j" is unknown'),
      done('', 255, 'Option "-j" is unknown'),
      done('10.0.0.9 dev eth0 src 10.0.0.5'),
    ],
    { route: { to: 'x', device: 'eth0', source: '10.0.0.5' } },
  ],
  [
    [
      done('', 255, 'Error: either "to" is duplicate, or "ipproto" is a garbage.'),
      done('[{"dst":"x","dev":"eth0","prefsrc":"10.0.0.5"}]'),
    ],
    { route: { to: 'x', device: 'eth0', source: '10.0.0.5' } },
  ],
  [
    [done('[{"dst":"x","gateway":"10.0.0.1","dev":"eth0","prefsrc":"10.0.0.5"}]'), done('10.0.0.1 dev eth0 FAILED \n')],
    { route: { to: 'x', gateway: '10.0.0.1', device: 'eth0', source: '10.0.0.5', neighbourFailed: true } },
  ],
  [
    [
      done('[{"dst":"x","gateway":"10.0.0.1","dev":"eth0","prefsrc":"10.0.0.5"}]'),
      done('10.0.0.1 dev eth0 lladdr 02:00:00:00:00:01 STALE \n'),
    ],
    { route: { to: 'x', gateway: '10.0.0.1', device: 'eth0', source: '10.0.0.5' } },
  ],
  [[{ kind: 'missing' }], { blind: 'ip (iproute2) is not installed' }],
])('gathered from %j', async (results, expected) => {
  const left = [...results]
  const exec: Exec = { run: async () => left.shift() ?? { kind: 'missing' } }
  expect(await gatherRouteFact(exec, { address: 'x', port: 25 })).toEqual(expected)
})

test('the kernel is asked for the way of this port', async () => {
  const asked: string[] = []
  const exec: Exec = {
    run: async (command, args) => {
      asked.push([command, ...args].join(' '))
      return done('', 2, 'RTNETLINK answers: Permission denied\n')
    },
  }
  await gatherRouteFact(exec, { address: '2001:db8::1', port: 587 }, '2001:db8::2')
  expect(asked).toEqual(['ip -6 -j route get 2001:db8::1 from 2001:db8::2 ipproto tcp dport 587'])
})

test('a source that is no address of this host is no matter of the route', async () => {
  const exec: Exec = {
    run: async (_command, args) =>
      args.includes('from')
        ? done('', 2, 'RTNETLINK answers: Network is unreachable\n')
        : done('[{"dst":"x","dev":"eth0","prefsrc":"10.0.0.5"}]'),
  }
  expect(await gatherRouteFact(exec, { address: 'x', port: 25 }, '10.0.0.99')).toEqual({
    route: { to: 'x', device: 'eth0', source: '10.0.0.5' },
  })
})
