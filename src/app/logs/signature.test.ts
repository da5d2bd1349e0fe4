import { describe, expect, test } from 'vitest'
import { namedReceivers } from './named-receivers.ts'
import { signatureOf } from './signature.ts'

const isReceiver = namedReceivers(['.google.com', '.protection.outlook.com'])
const shape = (text: string): number => signatureOf(text, isReceiver)

describe('texts that mean the same have one signature', () => {
  test.each([
    [
      'hosts and addresses in our own words',
      'connect to mx1.a.example[192.0.2.1]:25: Connection timed out',
      'connect to mail.other.example[2001:db8::9]:25: Connection timed out',
    ],
    [
      'recipients',
      'host m[192.0.2.1] said: 550 5.1.1 <a@b.example>: User unknown',
      'host m[192.0.2.1] said: 550 5.1.1 <long.name@c.example>: User unknown',
    ],
    ['ids', '250 2.0.0 Ok: queued as 4DCnd66Hyz1XPW', '250 2.0.0 Ok: queued as 4DCnd66Hyz2ABC'],
    [
      'receivers without a table',
      'host mx.a.example[192.0.2.1] said: 450 4.7.1 try later',
      'host mx.b.example[192.0.2.7] said: 450 4.7.1 try later',
    ],
    [
      'hosts of one receiver',
      'host aspmx.l.google.com[192.0.2.1] said: 421 4.7.28 x',
      'host alt1.aspmx.l.google.com[192.0.2.1] said: 421 4.7.28 x',
    ],
  ])('%s', (_, a, b) => expect(shape(a)).toBe(shape(b)))
})

describe('texts that mean different things have different ones', () => {
  test.each([
    ['reply codes', 'host m[192.0.2.1] said: 450 try', 'host m[192.0.2.1] said: 550 try'],
    ['first line of a reply', 'host m[192.0.2.1] said: 421-4.7.28 x', 'host m[192.0.2.1] said: 550-4.7.28 x'],
    ['enhanced codes', '550 5.7.1 no', '550 5.7.26 no'],
    ['alert numbers', 'SSL alert number 40', 'SSL alert number 70'],
    ['socket errors', 'Socket error code 10060', 'Socket error code 10061'],
    ['library errors', 'error:0A000102:SSL routines', 'error:0A000418:SSL routines'],
    ['stages', 'while sending MAIL FROM', 'while sending RCPT TO'],
    [
      'a receiver with a table',
      'host a.google.com[192.0.2.1] said: 421 4.7.28 x',
      'host a.example.com[192.0.2.1] said: 421 4.7.28 x',
    ],
    [
      'a filter on this machine',
      'lost connection with 127.0.0.1[127.0.0.1] while',
      'lost connection with 192.0.2.1[192.0.2.1] while',
    ],
    ['a private address', 'connect to m[10.0.0.9]:25: refused', 'connect to m[192.0.2.9]:25: refused'],
    ['loopback in IPv6', 'connect to m[::1]:25: refused', 'connect to m[2001:db8::1]:25: refused'],
    ['TLS versions', 'protocol TLSv1.0', 'protocol TLSv1.2'],
    ['record types', 'type=MX: Host not found, try again', 'type=A: Host not found'],
  ])('%s', (_, a, b) => expect(shape(a)).not.toBe(shape(b)))
})

test('a text that fills the scratch leaves nothing behind for the next', () => {
  const before = shape('connect to a: 421')
  shape(`${'5'.repeat(2_000)} 550-`)
  expect(shape('connect to a: 421')).toBe(before)
})
