import { expect, test } from 'vitest'
import { shellWord } from './shell-word.ts'

test.each([
  ['a plain name', 'mx1.example.net', 'mx1.example.net'],
  ['brackets, which zsh takes for a pattern', '[2001:db8::1]:25', "'[2001:db8::1]:25'"],
  ['an address with a port', '192.0.2.1:25', '192.0.2.1:25'],
  ['a mailbox', 'a+b@example.org', 'a+b@example.org'],
  ['blanks', 'lost connection', "'lost connection'"],
  ['a quote', "x'; reboot #", String.raw`'x'\''; reboot #'`],
  ['a substitution', '$(reboot)', "'$(reboot)'"],
  ['a second line', 'a\r\nrm -rf /', "'a rm -rf /'"],
  ['an escape sequence', '\u001b[2Jx', "'[2Jx'"],
  ['nothing', '', "''"],
])('%s', (_what, text, word) => {
  expect(shellWord(text)).toBe(word)
})
