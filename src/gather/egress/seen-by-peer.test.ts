import { expect, test } from 'vitest'
import { seenByPeer } from './seen-by-peer.ts'

const known = { ehloName: 'probe.example', peerAddress: '192.0.2.25' }

test.each<[number, string, string | undefined]>([
  [250, 'mx.example.org Hello probe.example [198.51.100.7], pleased to meet you', '198.51.100.7'],
  [250, 'mx.example.org Hello probe.example [198.51.100.7]', '198.51.100.7'],
  [250, 'mx.example.org Hello [198.51.100.7]', '198.51.100.7'],
  [250, 'mx.google.example at your service, [198.51.100.7]', '198.51.100.7'],
  [250, 'mx.google.example at your service, [2001:DB8::7]', '2001:db8::7'],
  [250, 'mx.example.org Hello host.isp.example (198.51.100.7)', '198.51.100.7'],
  [250, 'mx.example.org Hello probe.example [IPv6:2001:db8::7]', '2001:db8::7'],
  [250, 'Hello 198.51.100.7', '198.51.100.7'],
  [250, 'mx.example.org', undefined],
  [250, 'mx.example.org Hello probe.example [192.0.2.25]', undefined],
  [250, 'mx.example.org Version 4.96.1.2', undefined],
  [554, '5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.example', '198.51.100.7'],
  [550, '5.7.1 Your IP 198.51.100.7 is on our blocklist', '198.51.100.7'],
  [421, '4.7.0 Too many connections from 198.51.100.7.', '198.51.100.7'],
  [450, '4.7.1 Client host rejected: cannot find your reverse hostname, [198.51.100.7]', undefined],
  [550, 'see 4.3.2.1 of the manual', undefined],
  [451, '4.4.0 host backend.example [10.1.2.3] said: 421 busy', undefined],
  [550, '5.7.1 message came to us from relay [198.51.100.99]', undefined],
  [550, 'IP 198.51.100.99 is not the MX of your domain', undefined],
  [421, '4.7.0 [198.51.100.7] Our system has detected unusual mail', undefined],
])('%i %s', (code, line, address) => {
  expect(seenByPeer({ code, lines: [line, 'SIZE 1.2.3.4'] }, known)).toBe(address)
})

test('an address that we said ourselves is not news', () => {
  const reply = { code: 250, lines: ['mx.example.org Hello [10.0.0.5]'] }
  expect(seenByPeer(reply, { ...known, ehloName: '[10.0.0.5]' })).toBeUndefined()
})
