import { expect, test } from 'vitest'
import { readResolvConf } from './resolv-conf.ts'
import { readServerAddress, serverText } from './server-address.ts'

const DEFAULTS = { timeoutMs: 5_000, attempts: 2, search: [], trustAd: false, useTcp: false }

test.each([
  [
    '# Generated\nnameserver 127.0.0.53\noptions edns0 trust-ad\nsearch lan example.org\n',
    { ...DEFAULTS, servers: ['127.0.0.53'], search: ['lan', 'example.org'], trustAd: true },
  ],
  [
    'nameserver\t192.0.2.1\r\n nameserver 2001:db8::1\nnameserver fe80::1%eth0\nnameserver 192.0.2.4',
    { ...DEFAULTS, servers: ['192.0.2.1', '2001:db8::1', 'fe80::1%eth0'] },
  ],
  [
    '; old\n;nameserver 192.0.2.1\nnameserver 127.0.0.1#5353\noptions timeout:1 attempts:9 use-vc',
    { ...DEFAULTS, servers: ['127.0.0.1#5353'], timeoutMs: 1_000, attempts: 5, useTcp: true },
  ],
  ['nameserver not-an-address\noptions timeout:x attempts:', { ...DEFAULTS, servers: ['127.0.0.1'], attempts: 1 }],
  ['options timeout:3', { ...DEFAULTS, servers: ['127.0.0.1'], timeoutMs: 3_000 }],
  ['options timeout:600 attempts:3', { ...DEFAULTS, servers: ['127.0.0.1'], timeoutMs: 30_000, attempts: 3 }],
  ['', { ...DEFAULTS, servers: ['127.0.0.1'] }],
  ['\u0000\u0001nameserver\n', { ...DEFAULTS, servers: ['127.0.0.1'] }],
])('%j', (text, conf) => expect(readResolvConf(text)).toEqual(conf))

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1#53', '192.0.2.1'],
  ['192.0.2.1:5353', '192.0.2.1#5353'],
  ['[2001:db8::1]:5353', '2001:db8::1#5353'],
  ['2001:db8::1#5353', '2001:db8::1#5353'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
])('server %s is %s', (text, expected) => {
  const server = readServerAddress(text)
  expect(server && serverText(server)).toBe(expected)
})

test.each(['', 'ns.example', '192.0.2.1#0', '192.0.2.1#70000', '5', '[192.0.2.1', 'a b'])('%j is no server', (text) => {
  expect(readServerAddress(text)).toBeUndefined()
})
