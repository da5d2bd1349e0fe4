import { expect, test } from 'vitest'
import { endWords, trialEndWords } from './end-words.ts'

test.each([
  ['died at tls: silence', 'at tls: no answer'],
  ['died at mail: closed by rst', 'at mail: connection reset (RST)'],
  ['died at ehlo: closed by fin', 'at ehlo: connection closed (FIN)'],
  ['died at tls: alert 40', 'at tls: TLS alert 40 (handshake_failure) from the peer'],
  ['died at tls: alert 48 from us', 'at tls: TLS alert 48 (unknown_ca) from our side'],
  ['died at body or dot: closed by fin', 'at body or dot: connection closed (FIN)'],
  ['died at body: silence', 'no answer to the message'],
  ['died at dot: silence', 'no answer to the message'],
  ['died at connect: ECONNREFUSED', 'at connect: ECONNREFUSED'],
  ['a session was cut short', 'a session was cut short'],
])('what a trial keeps as “%s” is told in the words of the ladder', (trial, words) => {
  expect(trialEndWords(trial)).toBe(words)
})

test('a session that ends is told alike', () => {
  expect(endWords({ kind: 'closed', by: 'rst', bytesSeen: 0, afterMs: 3 })).toBe('connection reset (RST)')
})
