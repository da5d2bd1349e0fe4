import dgram from 'node:dgram'
import dns, { lookup } from 'node:dns'
import net from 'node:net'
import tls from 'node:tls'
import { expect, test } from 'vitest'

// 192.0.2.0/24 and 2001:db8::/32 are documentation addresses (RFC 5737, RFC 3849).
test.each<[string, () => unknown]>([
  ['net.connect with options', () => net.connect({ host: '192.0.2.1', port: 25 })],
  ['net.connect with port and host', () => net.connect(25, '192.0.2.1')],
  ['net.connect to a name', () => net.connect({ host: 'mx.example.net', port: 25 })],
  ['a socket', () => new net.Socket().connect({ host: '2001:db8::1', port: 25 })],
  ['tls.connect', () => tls.connect({ host: '192.0.2.1', port: 465 })],
  ['a datagram', () => dgram.createSocket('udp4').send('x', 53, '192.0.2.1')],
  ['a connected datagram socket', () => dgram.createSocket('udp4').connect(53, '192.0.2.1')],
  ['dns.lookup', () => dns.lookup('mx.example.net', () => undefined)],
  ['an imported lookup', () => lookup('mx.example.net', () => undefined)],
  ['dns.promises.lookup', () => dns.promises.lookup('mx.example.net')],
  ['dns.resolve4', () => dns.resolve4('mx.example.net', () => undefined)],
  ['dns.promises.resolveMx', () => dns.promises.resolveMx('example.net')],
  [
    'a resolver with a far server',
    () => {
      const resolver = new dns.Resolver()
      resolver.setServers(['192.0.2.1'])
      resolver.resolve4('mx.example.net', () => undefined)
    },
  ],
])('%s beyond loopback fails', (_what, leave) => {
  expect(leave).toThrow(/tests must not leave this machine/)
})

test('loopback stays open', async () => {
  const server = net.createServer((socket) => socket.end('hi'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  const text = await new Promise<string>((resolve, reject) => {
    net
      .connect({ host: '127.0.0.1', port })
      .on('data', (data) => resolve(data.toString()))
      .on('error', reject)
  })
  server.close()
  expect(text).toBe('hi')
})
