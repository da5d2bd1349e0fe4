import { expect, test } from 'vitest'
import { domainOfMailbox, mailboxSaid, readEnvelopeAddress } from './envelope-address.ts'

test.each<readonly [string, string]>([
  ['user@example.org', 'user@example.org'],
  ['<user@example.org>', 'user@example.org'],
  [' user@example.org ', 'user@example.org'],
  ['<>', ''],
  ['', ''],
  ['postmaster', 'postmaster'],
  ['jürgen@bücher.example', 'jürgen@bücher.example'],
  ['"a b>c"@example.org', '"a b>c"@example.org'],
  ['user@[192.0.2.1]', 'user@[192.0.2.1]'],
])('%j is an address of an envelope', (text, address) => {
  expect(readEnvelopeAddress(text)).toBe(address)
})

test.each([
  'A. Person <user@example.org>',
  'user@example.org, other@example.org',
  'user@example.org>\r\nDATA',
  '"a\r\nb"@example.org',
  '<user@example.org',
  'user@example.org SIZE=1',
  `${'x'.repeat(400)}@example.org`,
])('%j is none', (text) => {
  expect(readEnvelopeAddress(text)).toBeUndefined()
})

test.each([
  ['user@Example.org', 'example.org'],
  ['"a@b"@example.org', 'example.org'],
  ['root', undefined],
  ['user@[192.0.2.1]', undefined],
  ["user@example.org';reboot", undefined],
  ['', undefined],
])('the domain of %j is %s', (address, domain) => {
  expect(domainOfMailbox(address)).toBe(domain)
})

test.each([
  ['RCPT TO:<user@example.org> NOTIFY=NEVER', 'user@example.org'],
  ['MAIL FROM:<>', undefined],
  ['DATA', undefined],
])('%j names %s', (command, mailbox) => {
  expect(mailboxSaid(command)).toBe(mailbox)
})
