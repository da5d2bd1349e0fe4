import { expect, test } from 'vitest'
import { readEnvelopeAddress } from './envelope-address.ts'

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
