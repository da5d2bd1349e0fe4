import { describe, expect, it, test } from 'vitest'
import { readText } from './read-text.ts'

test('a frame of Node that is named after getaddrinfo() tells of no name that was not found', () => {
  const trace = `Error: connect ENETUNREACH 192.0.2.25:587 - Local (0.0.0.0:0)
    at internalConnect (node:net:1098:16)
    at GetAddrInfoReqWrap.emitLookup [as callback] (node:net:1497:9)
    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:134:8) {
  code: 'ENETUNREACH',
  syscall: 'connect',
}`
  expect(readText(trace)).toMatchObject({ symptom: 'connect.unreachable', stage: 'connect' })
  const lookup = 'Error: getaddrinfo ENOTFOUND mx.example.net\n    at GetAddrInfoReqWrap.onlookupall (node:dns:134:8)'
  expect(readText(lookup)).toMatchObject({ symptom: 'dns.nxdomain', stage: 'dns' })
})

describe("Go's DNSError", () => {
  it.each([
    ['lookup mx.example.org on 127.0.0.53:53: read udp 127.0.0.1:43133->127.0.0.53:53: i/o timeout', 'dns.tempfail'],
    // It is the resolver that refuses, and no mail server.
    ['lookup mx.example.org on [::1]:53: read udp [::1]:40521->[::1]:53: read: connection refused', 'dns.tempfail'],
    ['lookup mx.example.org on 192.0.2.53:53: dial udp 192.0.2.53:53: connect: network is unreachable', 'dns.tempfail'],
    ['lookup mx.example.org on 192.0.2.53:53: server misbehaving', 'dns.tempfail'],
    [
      'lookup smtp.example.com: getaddrinfow: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
      'dns.tempfail',
    ],
    ['lookup mx.example.org on 192.0.2.53:53: cannot unmarshal DNS message', 'dns.badreply'],
    ['lookup mx.example.org on 192.0.2.53:53: no such host', 'dns.nxdomain'],
    ['lookup mx.example.org: dnsquery: DNS name does not exist.', 'dns.nxdomain'],
  ])('%s', (error, symptom) => {
    for (const text of [error, `dial tcp: ${error}`, `\`mail mox[8]: l=error m="delivery" err="${error}" pkg=queue\``])
      expect(readText(text)).toMatchObject({ symptom, stage: 'dns' })
  })
})
