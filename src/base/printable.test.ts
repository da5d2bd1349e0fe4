import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test.each([
  ['an escape sequence', '\u001b[31mred\u0007', '\\x1b[31mred\\x07'],
  ['a C1 control', '\u009b31m', '\\x9b31m'],
  ['line ends', 'a\r\nb\u2028c', 'a\\x0d\\x0ab\\u{2028}c'],
  ['what turns the direction of letters', 'a\u202eb\u2066c\u200fd\u061ce', 'a\\u{202e}b\\u{2066}c\\u{200f}d\\u{61c}e'],
  ['ordinary letters of any tongue, and tabs', 'Grüße\tпривет 你好 😀', 'Grüße\tпривет 你好 😀'],
])('%s', (_what, text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('what is cut is counted, and no letter is cut in two', () => {
  expect(printable('abcdef', 4)).toBe('abcd… (2 more characters)')
  expect(printable('abc😀def', 4)).toBe('abc… (5 more characters)')
})
