import { expect, test } from 'vitest'
import { fromLatin1 } from '../wire/octets.ts'
import { each, openBeginnings } from './beginnings.ts'

const meaning = openBeginnings<string>([
  ['reject: CONNECT ', 'unconnected'],
  ['reject: ', 'rejected'],
  ...each(['relay', 'r'], 'other'),
])

test.each([
  ['reject: CONNECT from x', 'unconnected'],
  ['reject: RCPT from x', 'rejected'],
  ['reject: ', 'rejected'],
  ['reject', 'other'],
  ['relay', 'other'],
  [' reject: ', undefined],
  ['\xff', undefined],
  ['', undefined],
])('%j: the first row that fits', (text, expected) => {
  expect(meaning(fromLatin1(text), 0, text.length)).toBe(expected)
})

test('what stands behind the end of the message does not count', () => {
  const octets = fromLatin1('a reject: CONNECT from x')
  expect(meaning(octets, 2, 10)).toBe('rejected')
  expect(meaning(octets, 2, 9)).toBe('other')
})
