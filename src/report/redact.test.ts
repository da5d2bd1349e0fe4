import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('an address is the same person wherever it stands, and punctuation is no part of it', () => {
  expect(
    redact(['a@example.org', 'to a@example.org, b@example.org.', '<A@example.org>: gone', 'from b@example.org...']),
  ).toEqual([
    'person1@redacted.invalid',
    'to person1@redacted.invalid, person2@redacted.invalid.',
    '<person1@redacted.invalid>: gone',
    'from person2@redacted.invalid...',
  ])
})

test('hosts, addresses and who spoke stay', () => {
  const text = { host: 'mx1.example.net', address: '192.0.2.1', user: 'bob', said: '550 no such user' }
  expect(redact(text)).toEqual({ ...text, user: 'person1@redacted.invalid' })
})

test.each([
  ['the user who logs in', { user: 'bob' }, { user: 'person1@redacted.invalid' }],
  [
    'mailboxes named without a domain',
    { recipient: ['bob', 'ann'] },
    { recipient: ['person1@redacted.invalid', 'person2@redacted.invalid'] },
  ],
  ['nobody', { user: '' }, { user: '' }],
])('by the meaning of the member: %s', (_what, document, shown) => {
  expect(redact<object>(document)).toEqual(shown)
})

test.each([
  ['an internationalized address', 'to <j\u00fcrgen@b\u00fccher.example>: gone'],
  ['a quoted local part', 'to <"Jo Doe"@example.org>: gone'],
  ['a local part with a combining mark', 'to <jose\u0301@example.org>: gone'],
])('%s is hidden whole', (_what, text) => {
  expect(redact({ text }).text).toBe('to <person1@redacted.invalid>: gone')
})

test.each([
  ["grep -F '@example.org\"'", "grep -F '@example.org\"'"],
  ['grep \'[^"]*@example.org"\'', 'grep \'[^"]*@example.org"\''],
  ["hangup explain 'a@example.org'", "hangup explain 'person1@redacted.invalid'"],
  ["to o'neil@example.org", 'to person1@redacted.invalid'],
])('the quotation marks of a command stay, and a domain alone is nobody: %s', (text, shown) => {
  expect(redact({ text }).text).toBe(shown)
})
